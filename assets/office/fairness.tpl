{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/reports">{{t_report__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{t_fair__title}}</span></nav>
<h1 class="utrecht-heading-1">{{t_fair__title}}</h1>
{{#LEAD}}<p class="lead">{{LEAD_WORDS}}</p>
<p>{{t_fair__help}}</p>{{/LEAD}}
{{#NO_ROUND}}<section class="card empty"><p>{{t_fair__no_round}}</p><p><a class="utrecht-button-link utrecht-button-link--primary-action" href="/round">{{t_round__title}}</a></p></section>{{/NO_ROUND}}
{{#CHANCES}}<section class="card" aria-labelledby="{{ID}}">
<h2 class="utrecht-heading-2" id="{{ID}}">{{CHANCES_TITLE}}</h2>
<div class="figures__container" role="region" aria-labelledby="{{ID}}" tabindex="0">
<table class="utrecht-table figures fair">
<thead><tr><th scope="col">{{t_fair__who}}</th><th scope="col">{{t_fair__waited}}</th><th scope="col">{{t_fair__proposed}}</th><th scope="col">{{t_fair__share}}</th></tr></thead>
<tbody>
{{#CHANCE}}<tr><th scope="row">{{NAME}}</th><td>{{HOUSEHOLDS}}</td>{{#TOLD}}<td>{{PROPOSED}}</td><td class="fair__share"><svg class="fair__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="fair__whole" width="100" height="8"></rect><rect width="{{WIDTH}}" height="8"></rect></svg> {{SHARE}}</td>{{/TOLD}}{{#FEW}}<td><span aria-hidden="true">·</span><span class="hidden">{{t_fair__few}}</span></td><td><span aria-hidden="true">·</span><span class="hidden">{{t_fair__few}}</span></td>{{/FEW}}</tr>
{{/CHANCE}}</tbody>
</table>
</div>
</section>
{{/CHANCES}}
{{#WAITS}}<section class="card" aria-labelledby="{{ID}}">
<h2 class="utrecht-heading-2" id="{{ID}}">{{WAITS_TITLE}}</h2>
<div class="figures__container" role="region" aria-labelledby="{{ID}}" tabindex="0">
<table class="utrecht-table figures">
<thead><tr><th scope="col">{{t_fair__who}}</th><th scope="col">{{t_fair__waiting}}</th><th scope="col">{{t_report__half}}</th><th scope="col">{{t_report__most}}</th><th scope="col">{{t_fair__longest}}</th></tr></thead>
<tbody>
{{#WAIT}}<tr><th scope="row"><bdi>{{NAME}}</bdi></th><td>{{HOUSEHOLDS}}</td><td>{{HALF}}</td><td>{{MOST}}</td><td>{{LONGEST}}</td></tr>
{{/WAIT}}</tbody>
</table>
</div>
</section>
{{/WAITS}}
{{#LONGEST_LIST}}<section class="card" aria-labelledby="longest">
<h2 class="utrecht-heading-2" id="longest">{{t_fair__longest_list}}</h2>
<p>{{t_fair__longest_help}}</p>
<ol class="fair__longest">
{{#ONE}}<li><a class="utrecht-link code" href="/file/{{LABEL}}">{{LABEL}}</a> {{WAITED}}, <bdi>{{CENTRE_NAME}}</bdi></li>
{{/ONE}}</ol>
</section>
{{/LONGEST_LIST}}
{{#NOBODY}}<section class="card empty"><p>{{t_fair__nobody}}</p></section>{{/NOBODY}}
