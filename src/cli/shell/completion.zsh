#compdef broadsheet
# zsh completion for broadsheet; made by `broadsheet completion zsh`
_broadsheet() {
    local cur=${words[CURRENT]} command='' option='' word key i
    local -i operands=0
    local -a answer
    # What stands before the cursor: the command's words, an option that waits for its value, operands.
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        if [[ -n $option ]]; then
            option=''
        elif [[ $word == -* ]]; then
            [[ -n $(_broadsheet_words "value:$command:$word") ]] && option=$word
        elif [[ $command == help ]]; then
            command=$word
        elif [[ -n $(_broadsheet_words "words:$command") ]]; then
            command=${command:+$command }$word
        else
            ((operands++))
        fi
    done
    if [[ -z $option && $cur == --*=* ]]; then
        option=${cur%%=*}
        compset -P '*='
    fi
    if [[ -n $option ]]; then
        key="value:$command:$option"
    elif [[ $cur == -* ]]; then
        key="options:$command"
    elif [[ $command == help ]]; then
        key='words:'
    elif [[ -n $(_broadsheet_words "words:$command") ]]; then
        key="words:$command"
    else
        key="operand:$command:$((operands + 1))"
    fi
    answer=("${(@f)$(_broadsheet_words $key)}")
    [[ -z $answer[1] ]] && answer=("${(@f)$(_broadsheet_words ${key%:*}:\*)}")
    case $answer[1] in
    @FILE) _files ;;
    @DIR) _files -/ ;;
    @ANY | '') return 1 ;;
    *) _describe -t values "${key%%:*}" answer ;;
    esac
}
if [[ $funcstack[1] == _broadsheet ]]; then
    _broadsheet "$@"
else
    compdef _broadsheet broadsheet
fi
