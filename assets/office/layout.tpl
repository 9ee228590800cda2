{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{TITLE}} · {{t_name}} {{t_office}}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="utrecht-document">
{{>PICTURES}}
<a class="utrecht-skip-link" href="#main">{{t_skip}}</a>
<header class="utrecht-page-header">
<div class="wide header">
<a class="brand" href="/"><svg class="mark" aria-hidden="true" focusable="false"><use href="#p-mark"></use></svg><span><strong>{{t_name}}</strong> {{t_office}}</span></a>
{{#SIGNED_IN}}
<button class="header__open header__open--menu" type="button" popovertarget="menu">{{t_menu}}</button>
<nav class="utrecht-nav-bar" id="menu" popover aria-label="{{t_nav}}">
{{#PART}}<a class="utrecht-nav-bar__link" href="{{PART_PATH}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{PART_WORDS}}</a>
{{/PART}}</nav>
<button class="header__open header__open--who" type="button" popovertarget="who"><bdi>{{ACCOUNT}}</bdi></button>
{{/SIGNED_IN}}
<div class="who"{{#SIGNED_IN}} id="who" popover{{/SIGNED_IN}}>
{{#SIGNED_IN}}<span class="account">{{ACCOUNT}} · {{ROLE}}{{#CENTRE}} · {{CENTRE_NAME}}{{/CENTRE}}</span>
{{#PASSKEYS}}<a class="passkeys-link" href="/passkeys">{{t_passkeys__link}}</a>{{/PASSKEYS}}{{#LOGIN}}<a class="passkeys-link" href="/oidc">{{t_oidc__link}}</a>{{/LOGIN}}{{/SIGNED_IN}}
<form method="post" action="/language"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="then" value="{{HERE}}">
<button class="utrecht-link-button on-dark" type="submit" name="language" value="{{OTHER_LANGUAGE}}" lang="{{OTHER_LANGUAGE}}">{{OTHER_LANGUAGE_NAME}}</button></form>
{{#SIGNED_IN}}<form method="post" action="/sign-out"><input type="hidden" name="csrf" value="{{CSRF}}">
<button class="utrecht-link-button on-dark" type="submit">{{t_sign_out}}</button></form>{{/SIGNED_IN}}
</div>
</div>
</header>
<main id="main" class="wide" tabindex="-1">
{{>MAIN}}
</main>
<footer class="utrecht-page-footer">
<div class="wide"><p>{{#SIGNED_IN}}{{t_footer__audited}}{{/SIGNED_IN}}{{#SIGNED_OUT}}{{t_footer__closed}}{{/SIGNED_OUT}}</p></div>
</footer>
</body>
</html>
