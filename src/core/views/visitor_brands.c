/* SPDX-License-Identifier: MIT */
/* The names that browsers, and applications built on them, put into a desktop's User-Agent. An
 * unknown name there suggests a robot (visitor_name.c). */
#include "core/views/visitor_words.h"

const char visitor_brands[] =
    /* engines and what belongs to them */
    "mozilla|applewebkit|webkit|khtml|gecko|goanna|presto|blink|chrome|chromium|safari|version|"
    "mobile|qtwebengine|qtwebkit|electron|nwjs|node-webkit|crosswalk|cef|edge|edg|opr|trident|like|"
    "firefox|fxios|crios|edgios|opios|opt|gsa|ubuntu|debian|fedora|kubuntu|suse|gentoo|mint|gnome|"
    "kde|"
    /* browsers, most used first */
    "vivaldi|brave|yabrowser|yowser|whale|duckduckgo|ddg|silk|puffin|coc_coc_browser|seamonkey|"
    "waterfox|palemoon|librewolf|floorp|zen|mullvad|icecat|iceweasel|icedragon|iceape|basilisk|"
    "cyberfox|k-meleon|camino|flock|epiphany|midori|konqueror|rekonq|falkon|qupzilla|otter|"
    "arora|dooble|surf|luakit|uzbl|qutebrowser|nyxt|min|iron|srware|maxthon|sleipnir|lunascape|"
    "comodo_dragon|dragon|coolnovo|chromeplus|rockmelt|torch|avast|avg|ccleaner|norton|aviator|"
    "sputnik|amigo|mrchrome|orbitum|kinza|ghost|colibri|sidekick|wavebox|arc|opera|opera gx|"
    "epic|centbrowser|slimjet|slimboat|superbird|blackhawk|citrio|uran|iridium|beamrise|ladybird|"
    "servo|dia|comet|dichromate|ungoogled|helium|thorium|catsxp|hola|polarity|beaker|viasat|spark|"
    "skyfire|dolphinhdcn|crusta|lovense|light|seb|mypal|sfive|slbchan|beta|atomshell|hipchat|icab|"
    "omniweb|shiira|sunrise|stainless|fluid|roccat|"
    "cheshire|demeter|raven|orion|sigmaos|"
    "snowshoe|classilla|tenfourfox|conkeror|galeon|kazehakase|kapiko|minefield|namoroka|shiretoko|"
    "granparadiso|bonecho|firebird|phoenix|netscape|navigator|beonex|songbird|swiftfox|"
    "wyzo|cometbird|orca|lolifox|prism|postbox|thunderbird|lightning|ordissimo|framafox|"
    "adg|aolbuild|aolshield|aol|osmeta|qqbrowser|core|qbcore|metasr|2345explorer|2345chrome|"
    "360se|360ee|lbbrowser|liebaofast|theworld|ubrowser|ucbrowser|mxnitro|quark|baidu|"
    "bidubrowser|sogou|micromessenger|windowswechat|miuibrowser|sznprohlizec|seznam.cz|naver|"
    "swing|yjapp|atcontent|netbox|browser|webview|instabrowser|surfeasy|honorlock|respondus|"
    "lockdown|guardianbrowser|schildichat|dingtalk|feishu|lark|qihu|qh|sa|sa/3|tesla|"
    "qtcarbrowser|viber|spotify|line|kakaotalk|instagram|snapchat|pinterest|flipboard|twitter|"
    "slack|slack_ssb|discord|teams|skype|whatsapp|telegram|steam|valve|"
    "gameoverlay|tenfoot|origin|eadesktop|epicgameslauncher|unrealengine|battle.net|bnet|"
    "msoffice|outlook|onenote|evernote|notion|obs|adobe|creativecloud|windowsstore|sonic|"
    "tbc|thunder|mms|hlb|swt|jxbrowser|javafx|adobeair|xulrunner|gtb|gtb7.1|omi|"
    "novarra-vision|pirate|tor|ublock|gls|openwave|config|agency|herring|trailer|viewer|likewise|"
    "unique|reader|reading|geany|balsa|linspire|fink|fennec|build|se|silk-accelerated=true|"
    "slackware|mnenhy|multizilla|bon|echo|tablet|rx-34|raspbian|mail|zoom.us|webview2|"
    /* WeChat, WeCom and DingTalk on a desktop */
    "dingtalk-win|dingtalk-mac|nw|"
    "nettype|unifiedpcwindowswechat|unifiedpcmacwechat|macwechat|xweb|flue|wxwork|wwmver|"
    "language|colorscheme";
