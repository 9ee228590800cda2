{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{t_import__receipts}} · {{t_name}}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="utrecht-document paper">
{{>PICTURES}}
<nav class="paper__bar wide" aria-label="{{t_sheet__bar}}"><a class="utrecht-link" href="/import">{{t_import__receipts__back}}</a>
<span>{{t_sheet__print}}</span></nav>
<main id="main">
<h1 class="hidden">{{t_import__receipts}}</h1>
{{#RECEIPT}}<article class="paper__page import-receipt" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">
<p class="paper__top"><span class="paper__brand"><svg class="mark" aria-hidden="true" focusable="false"><use href="#p-mark"></use></svg><strong>{{t_name}}</strong></span></p>
<h2 class="h1"><bdi>{{NAME}}</bdi></h2>
<p>{{HELP}}</p>
<h3 class="utrecht-heading-2">{{SECRET_TITLE}}</h3>
<div class="qr"><svg role="img" aria-label="{{SECRET_TITLE}}" viewBox="{{QR_BOX}}" width="220" height="220" shape-rendering="crispEdges"><path d="{{QR_PATH}}" fill="#17222E"></path></svg>
<div><p class="secret secret--large"><bdi dir="ltr">{{SECRET}}</bdi></p><p>{{SECRET_TEXT}}</p></div></div>
{{#JOIN}}<h3 class="utrecht-heading-2">{{JOIN_TITLE}}</h3><p class="secret"><bdi dir="ltr">{{JOIN_CODE}}</bdi></p><p>{{JOIN_TEXT}}</p>{{/JOIN}}
<h3 class="utrecht-heading-2">{{CODE_TITLE}}</h3><p class="secret"><bdi dir="ltr">{{CODE}}</bdi></p>
</article>
{{/RECEIPT}}</main>
</body>
</html>
