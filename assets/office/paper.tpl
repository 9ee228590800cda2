{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANGUAGE}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{t_case__sheet}} {{LABEL}} · {{t_name}}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="utrecht-document paper">
{{>PICTURES}}
<nav class="paper__bar wide" aria-label="{{t_sheet__bar}}"><a class="utrecht-link" href="/case/{{LABEL}}">{{t_sheet__back}}</a>
<span>{{t_sheet__print}}</span>
{{#NAMES_LINK}}<a class="utrecht-link" href="/confirm?then=/case/{{LABEL}}/sheet">{{t_sheet__names}}</a>{{/NAMES_LINK}}</nav>
<main id="main" class="paper__page{{#TWO}} paper__page--two{{/TWO}}">
<p class="paper__top"><span class="paper__brand"><svg class="mark" aria-hidden="true" focusable="false"><use href="#p-mark"></use></svg><strong>{{t_name}}</strong></span><span class="code">{{HOUSEHOLD_LABEL}} · {{GROUP_LABEL}} · {{TODAY}}</span></p>
<div class="paper__title"><h1 lang="nl" dir="ltr">{{TITLE_NL}}</h1>{{#TWO}}<p class="h1" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{TITLE_THEIRS}}</p>{{/TWO}}</div>
<div class="paper__who"><svg class="picture picture--sheet" aria-hidden="true" focusable="false"><use href="#p-household"></use></svg>
<div><p class="paper__name"><bdi>{{HOUSEHOLD}}</bdi></p><p lang="nl">{{HOUSEHOLD_FACTS}}</p></div>
<svg class="picture picture--sheet" aria-hidden="true" focusable="false"><use href="#p-both"></use></svg>
<div><p class="paper__name"><bdi>{{GROUP}}</bdi></p><p lang="nl">{{GROUP_FACTS}}</p></div>
<svg class="picture picture--sheet" aria-hidden="true" focusable="false"><use href="#p-group"></use></svg></div>
{{#ROW}}<section class="paper__row"><div lang="nl" dir="ltr"><h2>{{HEAD_NL}}</h2><p>{{TEXT_NL}}</p>{{#WRITE}}<p class="write">{{WRITE_NL}}</p>{{/WRITE}}</div>
<svg class="picture picture--sheet" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg>
{{#TWO}}<div lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}"><h2>{{HEAD_THEIRS}}</h2><p>{{TEXT_THEIRS}}</p>{{#WRITE}}<p class="write">{{WRITE_THEIRS}}</p>{{/WRITE}}</div>{{/TWO}}</section>
{{/ROW}}
<section class="paper__ask"><div lang="nl" dir="ltr"><h2>{{ASK_NL}}</h2><p>{{CENTRE_NAME}}</p></div><span class="paper__number"></span>{{#TWO}}<div lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}"><h2>{{ASK_THEIRS}}</h2><p><bdi>{{CENTRE_NAME}}</bdi></p></div>{{/TWO}}</section>
</main>
</body>
</html>
