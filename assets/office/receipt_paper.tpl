{{%AUTOESCAPE context="HTML"}}{{#RECEIPT}}<article class="paper__page import-receipt" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">
<p class="paper__top"><span class="paper__brand"><svg class="mark" aria-hidden="true" focusable="false"><use href="#p-mark"></use></svg><strong>{{t_name}}</strong></span></p>
<h2 class="h1"><bdi>{{NAME}}</bdi></h2>
<p>{{HELP}}</p>
<h3 class="utrecht-heading-2">{{SECRET_TITLE}}</h3>
<div class="qr"><svg role="img" aria-label="{{SECRET_TITLE}}" viewBox="{{QR_BOX}}" width="220" height="220" shape-rendering="crispEdges"><path d="{{QR_PATH}}" fill="#17222E"></path></svg>
<div><p class="secret secret--large"><bdi dir="ltr">{{SECRET}}</bdi></p><p>{{SECRET_TEXT}}</p></div></div>
{{#JOIN}}<h3 class="utrecht-heading-2">{{JOIN_TITLE}}</h3><p class="secret"><bdi dir="ltr">{{JOIN_CODE}}</bdi></p><p>{{JOIN_TEXT}}</p>{{/JOIN}}
<h3 class="utrecht-heading-2">{{CODE_TITLE}}</h3><p class="secret"><bdi dir="ltr">{{CODE}}</bdi></p>
</article>
{{/RECEIPT}}
