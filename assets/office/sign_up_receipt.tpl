{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{t_sign_up__receipt}} · {{t_name}}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="utrecht-document paper sign-up-paper">
{{>PICTURES}}
<div class="paper__bar wide">
{{#STORED}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{t_sign_up__stored}}</strong></p><p>{{t_sign_up__stored__text}}</p></div>{{/STORED}}
{{#REFUSED}}<div class="utrecht-alert" role="status"><p><strong>{{t_sign_up__refused}}</strong></p><p>{{t_sign_up__refused__text}}</p></div>{{/REFUSED}}
<form method="post" action="/signup"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="drop">{{t_sign_up__next}}</button></form>
</div>
<main id="main">
<h1 class="hidden">{{t_sign_up__receipt}}</h1>
{{>RECEIPTS}}</main>
</body>
</html>
