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
{{>RECEIPTS}}</main>
</body>
</html>
