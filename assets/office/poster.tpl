{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{t_missing__poster}} {{NAME}} · {{t_name}}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="utrecht-document paper">
{{>PICTURES}}
<nav class="paper__bar wide" aria-label="{{t_missing__bar}}"><a class="utrecht-link" href="/missing">{{t_missing__back}}</a>
<span>{{t_missing__print}}</span>
<form class="poster-bar" method="get" action="/missing/{{NAME}}"><label class="utrecht-form-label" for="centre">{{t_missing__centre}}</label>
<select class="utrecht-select" id="centre" name="centre"><option value="">{{t_missing__write}}</option>{{#CENTRE}}<option value="{{CENTRE_NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{CENTRE_NAME}}</option>{{/CENTRE}}</select>
<button class="utrecht-button utrecht-button--secondary-action" type="submit">{{t_missing__put}}</button></form></nav>
<main id="main" class="paper__page poster" lang="nl">
<p class="poster__brand"><svg class="mark" aria-hidden="true" focusable="false"><use href="#p-mark"></use></svg><strong>{{t_name}}</strong></p>
<h1 class="poster__head">{{HEADLINE}}</h1>
{{#ALSO}}<p class="poster__also">{{ALSO_WORDS}}</p>{{/ALSO}}
<div class="poster__picture"><svg aria-hidden="true" focusable="false"><use href="#p-group"></use></svg><svg aria-hidden="true" focusable="false"><use href="#p-both"></use></svg><svg aria-hidden="true" focusable="false"><use href="#p-household"></use></svg></div>
<p class="poster__title">{{TITLE_NL}}</p>
<p class="poster__about">{{ABOUT_NL}}</p>
{{#TWO}}<div class="poster__theirs" lang="{{THEIRS}}" dir="{{DIRECTION}}"><p class="poster__title">{{TITLE_THEIRS}}</p><p>{{PRESS_THEIRS}}</p></div>{{/TWO}}
<section class="poster__go"><h2>{{GO_NL}}</h2>
<p class="poster__where">{{#AT}}<bdi>{{WHERE}}</bdi>{{/AT}}{{#WRITE}}<span class="poster__line"></span>{{/WRITE}}</p>
<p>{{PRESS_NL}}</p>
<div class="poster__code"><svg role="img" aria-label="{{QR_NL}}" viewBox="{{QR_BOX}}" shape-rendering="crispEdges"><path d="{{QR_PATH}}" fill="#17222E"></path></svg>
<p>{{HOLD_NL}}<br><strong class="code">{{CODE}}</strong></p></div></section>
</main>
</body>
</html>
