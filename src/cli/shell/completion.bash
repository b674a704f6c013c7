# bash completion for broadsheet; made by `broadsheet completion bash`
_broadsheet() {
    local cur=${COMP_WORDS[COMP_CWORD]} command='' option='' operands=0 word key answer i
    # What stands before the cursor: the command's words, an option that waits for its value, operands. bash splits
    # "--role=editor" at the "=".
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = ]]; then
            continue
        elif [[ -n $option ]]; then
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
    [[ $cur == = ]] && cur=''
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
    answer=$(_broadsheet_words "$key")
    [[ -z $answer ]] && answer=$(_broadsheet_words "${key%:*}:*")
    case $answer in
    @FILE) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    @DIR) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    @ANY | '') COMPREPLY=() ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$(printf '%s\n' "$answer" | cut -d: -f1)" -- "$cur") ;;
    esac
}
complete -F _broadsheet broadsheet
