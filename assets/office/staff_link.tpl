{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/staff">{{t_staff__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{TITLE}}</span></nav>
<div class="question">
<h1 class="utrecht-heading-1">{{TITLE}}</h1>
<p class="lead">{{t_staff__link__text}}</p>
<section class="card"><p><strong>{{t_staff__link__once}}</strong></p>
<p class="secret"><bdi>{{URL}}</bdi></p>
<p>{{t_staff__link__leak}}</p></section>
<p><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/staff">{{t_staff__link__back}}</a></p>
</div>
