/* SPDX-License-Identifier: MIT */
/* The words that tell robots from browsers; visitor.c says how they are used. */
#include "core/views/visitor_words.h"

const char visitor_words_robot[] =
    /* names of robots */
    "bot$|^bot|robot|crawl|spider|slurp|"
    /* contact addresses */
    "http:|https:|www.|(at)|gecko; compatible|"
    /* browsers without a person */
    "headless|phantomjs|puppeteer|playwright|selenium|webdriver|electron-fetch|cypress/|"
    "testcafe|wkhtmlto|htmlunit|jsdom|prerender|synthetic|screenshot|"
    /* performance and availability checks */
    "lighthouse|page speed|pagespeed|gtmetrix|pingdom|^ptst|catchpoint|dareboost|dejaclick|"
    "dmbrowser|^rigor$|site24x7|statuscake|newrelic|datadog|appinsights|gomezagent|thousandeyes|"
    "dynatrace|uptrends|uptime|yottaa|alertsite|sitespeed|speedcurve|hotjar|siteimprove|"
    /* previews, and pictures for mail */
    "linkpreview|web preview|url "
    "preview|bingpreview|uripreview|facebookexternal|facebookcatalog|^ggpht|"
    "imageproxy|skypeuri|^quora link|vkshare|xing-content|flipboardproxy|pinterest/0|outbrain|"
    "taboola|ips-agent|googleweblight|googlechirp|duplexweb|transcoder|page-preview|"
    /* search */
    "mediapartners|adsbot|feedfetcher|google favicon|google-inspection|google-site|google web|"
    "google search console|google-read|google-structured|google_partner|yandex.translate|"
    "ytranslate|yandextranslate|^daum/|mutant;|sogou web|naver.me|^yeti/|360spider|ia_archiver|"
    "heritrix|nutch|gigablast|ezooms|^blex|ichiro/|ask jeeves|"
    /* feeds */
    "^rss|rss$|feedburner|feeddemon|feedbin|simplepie|magpie|newsblur|feedly|inoreader|netvibes|"
    "netnewswire|^readkit|^reeder/|^feeder.co|newsai|newsnow|downcast/|akregator|liferea|"
    /* data sellers and attackers */
    "datanyze|dataprovider|builtwith|marketgoo|collapsify|nikto|sqlmap|nuclei|jorgee|masscan|"
    "nmap|censys|shodan|watchtowr|netcraft|turingos|load_file(|sleep(|httrack|screaming frog|"
    "ahrefs|semrush|ltx71|adbeat|convertify|"
    /* proxies and HTTP libraries */
    ", mozilla/|httpclient|http_client|http client|http-client|-agent$|"
    /* requests that applications make on their own */
    "swcd|duckduckgo/0|ddg-android|ddg_android|^code/|^cursor/|^trae/";

const char visitor_words_weak[] =
    "scrap|spyder|^feed|feed$|preview|fetch|scan$|scanner|scanning|monitor|check|valid|archiv|"
    "index|embed|proxy|cloudflare|google-|searchengine|search-engine|apis-google|python|perl/|"
    "guzzle|internet-measurement|w3c_|link check|^sitemap|seo$|^seo|site audit|siteaudit|"
    "webcopier|offline explorer|teleport|mechanize|wayback|^collect|harvest|extract|analy|"
    "survey|probe|agent/|agent$|verif|inspect|^test|download|grabb|catcher|sniff|research|"
    "wordpress|drupal|joomla|reader/|aggregat|webdav|worker|snapshot|thumbnail|webthumb|domain|"
    "whois|hosting|certificate|security|watcher|.io/|^client/|hydra|optimizer|sucker|uploader|"
    "keynote|expanse|majestic|nightmare|yahoo!";

const char visitor_words_engine[] =
    "applewebkit|gecko/|trident/|msie |khtml/|goanna/|presto/|servo/|ladybird|konqueror|"
    "netfront|opera|webtv|netscape|omniweb|icab|libweb|seamonkey|firefox/|iemobile|netpositive|"
    "rv:|netsurf/|dillo|oregano|offbyone|ibrowse|amiga|webpro/|charon|chrome/|safari/|ms-office|"
    "; u)|; i)|; u;|; i;|; n)|; n;";

const char visitor_words_device[] =
    /* systems of mobile devices and televisions */
    "android|iphone|ipad|ipod|^ios|watchos|^tvos|cfnetwork/|dalvik/|appletv|apple tv|coremedia|"
    "windows phone|windowsphone|windows ce|windows mobile|windowsmobile|iemobile|^wince|symbian|"
    "series60|series40|series80|blackberry|(bb10|^playbook|tizen|^bada|kaios|harmonyos|"
    "openharmony|web0s|webos|smarttv|smart-tv|smart tv|smarthub|hbbtv|netcast|viera|bravia|"
    "googletv|inettv|^roku|^sonos|playstation|^ps4|^ps5|nintendo|xbox|kindle|^nook|^kobo|^palm|"
    "webtv|crkey|exoplayer|stagefright|untrusted/|"
    /* old telephones */
    "midp|cldc|^wap|up.browser|up.link|netfront|obigo|teleca|polaris|^brew|jasmine|dolfin|"
    "openwave|^maui|docomo|kddi-|softbank|vodafone|j-phone|^foma|ucweb|ucbrowser|uc browser|"
    "mqqbrowser|opera mini|opera mobi|onebrowser|semc-|blazer|"
    /* makers of devices */
    "nokia|samsung|sonyericsson|^sony|^sie-|^siemens|huawei|lenovo|^mot-|^motorola|^moto |^lg-|"
    "^lge|^lgu|^lgg|^lgm|^lgb|^lgl|^lgp|^lgj|^lg1|^lg2|^lg9|^lgk|^lg |^lg/|^htc|pantech|"
    "^philips|alcatel|^zte|xiaomi|^redmi|^oppo|^vivo|^micromax|^karbonn|^spice|^lava|^sprd|"
    "^sharp|^sagem|^sanyo|^sec-|^sgh|^gt-|^sch-|^sm-|^nexian|^tcl|^gionee|^coolpad|^acer|^asus|"
    "^panasonic|^toshiba|^haier|^hisense|^benq|^i-mobile|^zopo|^bird|^amoi|^kyocera|^kwc-|"
    "^audiovox|^archos|^lumia|^padfone";

const char visitor_words_no_robot[] =
    "cubot|camscanner|; feedreader|inspectbrowser|free download manager|google-tr-|autoproxy|"
    "(via translate.google|http://bsalsa.com|http://www.bsalsa.com|http://www.avantbrowser.com";

const char visitor_words_start[] =
    "mozilla/|mozilla |ozilla/|applewebkit/|opera|msie|firefox|gecko/|galeon|avant|netscape|"
    "internet explorer";

const char visitor_words_browser[] =
    "lynx|w3m/|links (|links/|links2|elinks|dillo/|netsurf/|browsh|emacs-w3m|offbyone|amaya/|"
    "ibrowse/|galaxy/|portalmmm/|ncsa_mosaic/|ncsa mosaic|mosaic|amiga|voyager|konqueror/|"
    "midori|bonecho|firefox |uzbl|epiphany/|icab|omniweb|avantgo|microsoft office|word/|excel/|"
    "powerpoint/|outlook|macoutlook/|itunes/|quicktime|mozacfetch/|googleapp/|goggalaxy|steam/|"
    "charon|retawq/|hotjava/|surf/|qutebrowser/|nook|avant browser|"
    /* browsers inside of applications, which do not always name a device */
    "[fban/|[fb_iab/|fban/|fb_iab/|instagram |instagram/|barcelona |micromessenger|wechat/|wechat |"
    "line/|pinterest/|pinterest for |snapchat/|tiktok |tiktok/|musical_ly|trill_|bytedancewebview|"
    "twitter/|twitter for |gsa/|flipboard/|[linkedinapp]|linkedinapp/|kakaotalk/|kakaotalk |naver(|"
    "qq/|weibo/|weibo (|viber/|baiduboxapp/|alipayclient/";
