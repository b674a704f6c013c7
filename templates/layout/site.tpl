{{%AUTOESCAPE context="HTML"}}
{{!The frame of every page that readers see. CONTENT is the page's own template; it brings the h1.}}
<!doctype html>
<html lang="{{LANGUAGE}}" dir="{{DIRECTION}}"{{#DIGITS}} data-digits="{{DIGITS}}"{{/DIGITS}}{{#NO_FONTS}} data-fonts="none"{{/NO_FONTS}}{{#LETTERS}} data-letters="{{LETTERS}}"{{/LETTERS}}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{HEAD_TITLE}}</title>
{{#DESCRIPTION}}<meta name="description" content="{{DESCRIPTION}}">{{/DESCRIPTION}}
{{#NOINDEX}}<meta name="robots" content="noindex">{{/NOINDEX}}
{{#CANONICAL}}<link rel="canonical" href="{{CANONICAL}}">{{/CANONICAL}}
{{#ALTERNATES}}
<link rel="alternate" hreflang="{{HREFLANG}}" href="{{HREF}}">
{{/ALTERNATES}}
<meta property="og:site_name" content="{{SITE_NAME}}">
<meta property="og:type" content="{{OG_TYPE}}">
<meta property="og:title" content="{{TITLE}}">
{{#DESCRIPTION}}<meta property="og:description" content="{{DESCRIPTION}}">{{/DESCRIPTION}}
{{#ABSOLUTE}}<meta property="og:url" content="{{ABSOLUTE}}">{{/ABSOLUTE}}
{{#OG_LOCALE}}<meta property="og:locale" content="{{OG_LOCALE}}">{{/OG_LOCALE}}
{{#ALTERNATES}}{{#OTHER_LOCALE}}<meta property="og:locale:alternate" content="{{OTHER_LOCALE}}">{{/OTHER_LOCALE}}{{/ALTERNATES}}
{{#IMAGE}}<meta property="og:image" content="{{IMAGE}}">{{/IMAGE}}
{{#IMAGE}}{{#IMAGE_ALT}}<meta property="og:image:alt" content="{{IMAGE_ALT}}">{{/IMAGE_ALT}}{{/IMAGE}}
<meta name="twitter:card" content="{{CARD}}">
{{>HEAD}}
{{#FEEDS}}
<link rel="alternate" type="{{FEED_TYPE}}" title="{{FEED_TITLE}}" href="{{FEED_URL}}">
{{/FEEDS}}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fdfcfa" media="(prefers-color-scheme: light)" data-colours="light">
<meta name="theme-color" content="#141416" media="(prefers-color-scheme: dark)" data-colours="dark">
<script src="/assets/theme.js?v={{ASSETS}}"></script>
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="/assets/favicon.svg?v={{ASSETS}}" type="image/svg+xml">
{{#FONTS}}
<link rel="preload" href="/assets/fonts/serif-bold{{#LETTERS}}-{{LETTERS}}{{/LETTERS}}.woff2?v=2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/assets/fonts/serif{{#LETTERS}}-{{LETTERS}}{{/LETTERS}}.woff2?v=2" as="font" type="font/woff2" crossorigin>
{{/FONTS}}
{{#LETTERS}}
<link rel="stylesheet" href="/assets/fonts/{{LETTERS}}.css?v=2">
{{/LETTERS}}
{{#EAST_ASIAN}}
<link rel="stylesheet" href="/assets/east.css?v={{ASSETS}}">
{{/EAST_ASIAN}}
{{#HAS_LISTS}}
<link rel="stylesheet" href="/assets/lists.css?v={{ASSETS}}">
{{/HAS_LISTS}}
<link rel="stylesheet" href="/assets/site.css?v={{ASSETS}}">
{{#IS_ARTICLE}}
<link rel="stylesheet" href="/assets/article.css?v={{ASSETS}}">
{{/IS_ARTICLE}}
<script src="/assets/site.js?v={{ASSETS}}" defer></script>
</head>
<body>
<a class="skip" href="#main">{{_}}Skip to the content{{/_}}</a>
{{#BREAKING}}
<section class="breaking" aria-label="{{_}}Breaking news{{/_}}">
  <p class="wrap"><strong>{{_}}Breaking{{/_}}</strong> {{#BREAKING_URL}}<a href="{{BREAKING_URL}}" dir="auto">{{BREAKING}}</a>{{/BREAKING_URL}}{{#BREAKING_PLAIN}}<span dir="auto">{{BREAKING}}</span>{{/BREAKING_PLAIN}}</p>
</section>
{{/BREAKING}}
<header class="masthead{{#AT_HOME}} masthead-home{{/AT_HOME}}">
  <div class="wrap masthead-top">
    <div class="masthead-title">
      <p class="masthead-name"><a href="/" rel="home">{{SITE_NAME}}</a></p>
      {{#TAGLINE}}<p class="masthead-tagline">{{TAGLINE}}</p>{{/TAGLINE}}
    </div>
    {{#HAS_SEARCH}}
    <form class="masthead-search" action="/search" method="get" role="search">
      <label class="vh" for="find">{{_}}Search{{/_}}</label>
      <input class="field" id="find" name="q" type="search" maxlength="300" placeholder="{{_}}Search{{/_}}" autocomplete="off" enterkeyhint="search">
      <button class="button"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#search"></use></svg><span class="vh">{{_ verb}}Search{{/_}}</span></button>
    </form>
    <a class="masthead-find" href="/search"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#search"></use></svg><span class="vh">{{_}}Search{{/_}}</span></a>
    {{/HAS_SEARCH}}
  </div>
  <nav class="nav" aria-label="{{_}}Sections{{/_}}">
    <ul class="wrap nav-list">
      <li><a href="/"{{#AT_HOME}} aria-current="page"{{/AT_HOME}}>{{_}}Latest{{/_}}</a></li>
      {{#SECTIONS}}
      <li><a href="{{URL}}"{{#CURRENT}} aria-current="{{CURRENT}}"{{/CURRENT}}>{{NAME}}</a></li>
      {{/SECTIONS}}
      <li><a href="/videos/"{{#AT_VIDEOS}} aria-current="{{AT_VIDEOS}}"{{/AT_VIDEOS}}>{{_}}Videos{{/_}}</a></li>
    </ul>
  </nav>
</header>
<main class="main wrap" id="main" tabindex="-1">
{{>CONTENT}}
</main>
<footer class="footer">
  <div class="wrap footer-grid">
    <div class="footer-about">
      <p class="footer-name"><a href="/">{{SITE_NAME}}</a></p>
      {{#TAGLINE}}<p class="footer-tagline">{{TAGLINE}}</p>{{/TAGLINE}}
      {{#HAS_SOCIAL}}
      <ul class="social" aria-label="{{_}}{{SITE_NAME}} elsewhere{{/_}}">
        {{#SOCIAL}}
        <li><a href="{{URL}}" rel="me noopener">
          <svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg>
          <span>{{LABEL}}</span>
        </a></li>
        {{/SOCIAL}}
      </ul>
      {{/HAS_SOCIAL}}
    </div>
    <nav class="footer-nav" aria-label="{{_}}All sections{{/_}}">
      <ul>
        <li><a href="/">{{_}}Latest{{/_}}</a></li>
        {{#SECTIONS}}
        <li><a href="{{URL}}">{{NAME}}</a></li>
        {{/SECTIONS}}
        <li><a href="/videos/">{{_}}Videos{{/_}}</a></li>
        <li><a href="/sections/">{{_}}Sections{{/_}}</a></li>
        {{#ARCHIVE}}<li><a href="/authors/">{{_}}Authors{{/_}}</a></li>{{/ARCHIVE}}
        {{#ARCHIVE}}<li><a href="{{ARCHIVE}}">{{_}}Archive{{/_}}</a></li>{{/ARCHIVE}}
      </ul>
    </nav>
    <div class="footer-desk">
      <div class="themes" role="group" aria-label="{{_}}Colours{{/_}}" hidden data-themes data-system="{{_ colours}}System{{/_}}" data-light="{{_ colours}}Light{{/_}}" data-dark="{{_ colours}}Dark{{/_}}"></div>
      <p><a href="/admin/" rel="nofollow">{{_}}Sign in{{/_}}</a></p>
    </div>
  </div>
</footer>
</body>
</html>
