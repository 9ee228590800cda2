{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{PAGE_TITLE}}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="utrecht-document sign-up-hand">
{{>PICTURES}}
<main id="main" class="wide" tabindex="-1">
{{#ASK}}<h1 class="sign-up-hand__title">{{TITLE}}</h1>
<p class="sign-up-hand__help">{{HELP}}</p>
{{#UNANSWERED}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{ERROR_WORDS}}</p></div>{{/UNANSWERED}}
<form method="post" action="/signup"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="adult" value="{{ADULT}}">
{{#PURPOSE}}<fieldset class="card sign-up-purpose"><legend>{{WORDS}}</legend>
<p>{{PURPOSE_HELP}}</p>{{#HOW_NEEDED}}<p class="sign-up-needed">{{NEEDED}}</p>{{/HOW_NEEDED}}
<div class="choices sign-up-yes-no">{{#CHOICE}}<label class="choice"><input type="radio" name="{{NAME}}" value="{{VALUE}}"><span>{{CHOICE_WORDS}}{{#MORE}} <span class="hint">{{CHOICE_HELP}}</span>{{/MORE}}</span></label>
{{/CHOICE}}</div></fieldset>
{{/PURPOSE}}<button class="utrecht-button utrecht-button--primary-action sign-up-go" type="submit" name="act" value="say">{{CONTINUE}}</button>
</form>
{{#WHO_SEES}}<details class="card sign-up-fold"><summary>{{WHO_SEES_WORDS}}</summary><dl class="sign-up-facts">{{#FACT}}<div><dt>{{FACT_TITLE}}</dt><dd>{{FACT_TEXT}}</dd></div>{{/FACT}}</dl></details>{{/WHO_SEES}}
<form class="sign-up-other" method="post" action="/signup" aria-label="{{OTHER_LANGUAGES}}"><input type="hidden" name="csrf" value="{{CSRF}}">
{{#LANGUAGE_CHOICE}}<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="language" value="{{TAG}}" lang="{{TAG}}" dir="{{DIRECTION}}">{{LANGUAGE_NAME}}</button>
{{/LANGUAGE_CHOICE}}</form>{{/ASK}}
{{#END}}<section class="sign-up-end"><svg class="picture picture--large" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg>
<h1 class="sign-up-hand__title">{{TITLE}}</h1>
<p class="sign-up-hand__help">{{END_TEXT}}</p>
{{#AGAIN}}<form method="post" action="/signup"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="utrecht-button utrecht-button--primary-action sign-up-go" type="submit" name="act" value="again">{{AGAIN_WORDS}}</button></form>{{/AGAIN}}
</section>{{/END}}
</main>
{{#BACK}}<aside class="sign-up-back" lang="{{OFFICE_LANGUAGE}}" dir="ltr" aria-label="{{t_sign_up__back__aside}}">
{{#NOW}}<div class="wide"><h2 class="utrecht-heading-2">{{t_sign_up__back__now}}</h2>{{/NOW}}
{{#WAITING}}<details class="wide"{{#TRIED}} open{{/TRIED}}><summary>{{t_sign_up__back__waiting}}</summary>{{/WAITING}}
{{#NOTICE}}<div class="utrecht-alert utrecht-alert--error" role="alert"><p>{{NOTICE_WORDS}}</p></div>{{/NOTICE}}
<form class="sign-up-code" method="post" action="/signup"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="code">{{t_door__code}} <span class="hint">({{ACCOUNT}})</span></label>
<input class="utrecht-textbox" id="code" name="code" type="text" inputmode="numeric" pattern="[0-9 ]*" autocomplete="one-time-code" maxlength="7" required></div>
<button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="code">{{t_sign_up__back__button}}</button></form>
{{#WAITING}}</details>{{/WAITING}}{{#NOW}}</div>{{/NOW}}
</aside>{{/BACK}}
</body>
</html>
