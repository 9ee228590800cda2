{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_sign_up__check__title}}</h1>
<p class="lead">{{ABOUT}} · <bdi lang="{{THEIR_LANGUAGE}}">{{THEIR_NAME}}</bdi></p>
{{#DOUBT}}<div class="utrecht-alert utrecht-alert--warning" role="status"><p><strong>{{LABEL}}</strong> {{WORDS}}</p></div>
{{/DOUBT}}{{#OUTSIDE}}<div class="utrecht-alert utrecht-alert--warning" role="status"><p class="sign-up-two"><strong>{{TITLE}}</strong>{{#TITLE_THEIRS}} <strong lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</strong>{{/TITLE_THEIRS}}</p><p class="sign-up-two"><span>{{TEXT}}</span>{{#TEXT_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/TEXT_THEIRS}}</p></div>
{{/OUTSIDE}}
{{#BLOCK}}<section class="card sign-up-told">{{#ADULT}}<h2 class="utrecht-heading-2 sign-up-two"><span>{{BLOCK_TITLE}}</span>{{#BLOCK_TITLE_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/BLOCK_TITLE_THEIRS}}</h2>{{/ADULT}}
<dl>{{#ANSWER}}<div><dt class="sign-up-stack"><span>{{LABEL}}</span>{{#LABEL_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/LABEL_THEIRS}}</dt>
{{#PART}}<dd class="sign-up-two">{{#TYPED}}<bdi>{{SAID}}</bdi>{{/TYPED}}{{#TYPED_LTR}}<bdi dir="ltr">{{SAID}}</bdi>{{/TYPED_LTR}}{{#KNOWN}}<span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}{{/KNOWN}}</dd>{{/PART}}
{{#PLACE}}<dd class="hint">{{PLACE_NAME}}</dd>{{/PLACE}}</div>
{{/ANSWER}}</dl></section>
{{/BLOCK}}
<section class="card" aria-labelledby="hand"><h2 class="utrecht-heading-2" id="hand">{{t_sign_up__hand__title}}</h2>
<p>{{t_sign_up__hand__text}}</p><p>{{t_sign_up__hand__back}}</p>
<form method="post" action="/signup"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="hand">{{t_sign_up__hand__button}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="edit">{{t_sign_up__edit}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="drop">{{t_sign_up__drop}}</button></div></form></section>
