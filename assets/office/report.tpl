{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_report__title}}</h1>
<p class="lead">{{PERIOD}}</p>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{t_report__wrong_days}}</p></div>{{/PROBLEM}}
{{#MADE_UP}}<div class="utrecht-alert utrecht-alert--warning"><p>{{t_report__made_up}}</p></div>{{/MADE_UP}}
<div class="periods">
<nav aria-label="{{t_report__quarters}}"><ul class="periods__list">
{{#QUARTER}}<li><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/reports?{{QUERY_TEXT}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{WORDS}}</a></li>
{{/QUARTER}}</ul></nav>
<form class="periods__days" method="get" action="/reports" aria-label="{{t_report__own_days}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="from">{{t_report__from}}</label>
<input class="utrecht-textbox utrecht-textbox--day" id="from" name="from" type="date" value="{{FROM}}"{{#PROBLEM}} aria-invalid="true" aria-describedby="problem"{{/PROBLEM}}></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="to">{{t_report__to}}</label>
<input class="utrecht-textbox utrecht-textbox--day" id="to" name="to" type="date" value="{{TO}}"{{#PROBLEM}} aria-invalid="true" aria-describedby="problem"{{/PROBLEM}}></div>
<button class="utrecht-button utrecht-button--secondary-action" type="submit">{{t_report__show}}</button>
</form>
</div>
{{#WALL}}<section class="card wall" aria-labelledby="wall">
<h2 class="utrecht-heading-2" id="wall">{{t_report__wall}}</h2>
<p class="wall__share"><strong>{{SHARE}}</strong></p>
<p>{{WALL_WORDS}}</p>
</section>{{/WALL}}
{{#TABLE}}<section class="card" aria-labelledby="{{ID}}">
<h2 class="utrecht-heading-2" id="{{ID}}">{{TABLE_TITLE}}</h2>
<p>{{HELP_WORDS}}</p>
<div class="figures__container" role="group" aria-labelledby="{{ID}}" tabindex="0">
<table class="utrecht-table figures">
<thead><tr>{{#HEAD}}<th scope="col">{{HEAD_WORDS}}</th>{{/HEAD}}</tr></thead>
<tbody>
{{#ROW}}<tr{{#SUM}} class="figures__sum"{{/SUM}}><th scope="row"><bdi>{{NAME}}</bdi></th>{{#CELL}}<td>{{NUMBER}}{{#NOT_SHOWN}}<span aria-hidden="true">·</span><span class="hidden">{{t_report__not_shown}}</span>{{/NOT_SHOWN}}</td>{{/CELL}}</tr>
{{/ROW}}</tbody>
</table>
</div>
</section>
{{/TABLE}}
<p class="links"><a class="utrecht-button-link utrecht-button-link--primary-action" href="/reports.csv?{{QUERY_TEXT}}"><svg class="glyph" aria-hidden="true" focusable="false"><use href="#p-paper"></use></svg>{{t_report__csv}}</a></p>
<section class="card codebook" aria-labelledby="codebook">
<h2 class="utrecht-heading-2" id="codebook">{{t_report__codebook}}</h2>
<dl>
<dt><span aria-hidden="true">·</span><span class="hidden">{{t_report__not_shown}}</span></dt><dd>{{t_report__hidden__means}}</dd>
<dt>{{t_report__started}}</dt><dd>{{t_report__started__means}}</dd>
<dt>{{t_report__met}}</dt><dd>{{t_report__met__means}}</dd>
<dt>{{t_report__running}}</dt><dd>{{t_report__running__means}}</dd>
<dt>{{t_report__ended}}</dt><dd>{{t_report__ended__means}}</dd>
<dt>{{t_report__wall__often}}</dt><dd>{{t_report__wall__means}}</dd>
<dt>{{t_report__half}} · {{t_report__most}}</dt><dd>{{t_report__waits__means}}</dd>
<dt>{{t_report__centre}}</dt><dd>{{t_report__centre__means}}</dd>
<dt>{{t_report__dates}}</dt><dd>{{t_report__dates__means}}</dd>
</dl>
</section>
{{#FAIR}}<p class="summary"><a class="utrecht-link" href="/fairness">{{t_fair__link}}</a></p>{{/FAIR}}
