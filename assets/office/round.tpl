{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_round__title}}</h1>
{{#LEAD}}<p class="lead">{{LEAD_WORDS}}</p>{{/LEAD}}
{{#ALERT}}<div class="utrecht-alert utrecht-alert--{{LOOK}}" role="{{ALERT_ROLE}}"><p><strong>{{ALERT_TITLE}}</strong></p>{{#LINE}}<p>{{LINE_WORDS}}</p>
{{/LINE}}</div>{{/ALERT}}
{{#WORKING}}<section class="card" aria-labelledby="working">
<h2 class="utrecht-heading-2" id="working">{{WORKING_TITLE}}</h2>
<p>{{WORKING_TEXT}}</p>
<p>{{STARTED}}</p>
{{#PHASES}}<ol class="phases" aria-label="{{t_round__steps}}">
{{#PHASE}}<li class="phases__{{HOW}}"{{#NOW}} aria-current="step"{{/NOW}}>{{PHASE_WORDS}}{{#DONE}} <span class="phases__mark">{{t_round__phase__done}}</span>{{/DONE}}{{#NOW}} <span class="phases__mark">{{t_round__phase__now}}</span>{{/NOW}}</li>
{{/PHASE}}</ol>{{/PHASES}}
<p><a class="utrecht-button-link utrecht-button-link--primary-action" href="/round">{{t_round__look}}</a></p>
</section>{{/WORKING}}
{{#TILES}}<ul class="counts tiles" aria-label="{{t_round__sums}}">
{{#TILE}}<li class="count count--{{COLOUR}}"><strong>{{NUMBER}}</strong> {{TILE_WORDS}}</li>
{{/TILE}}</ul>
<p class="proof"><svg class="picture picture--small" aria-hidden="true" focusable="false"><use href="#p-done"></use></svg><span>{{PROOF}}</span></p>
{{#NOTE}}<p class="note">{{NOTE_WORDS}}</p>
{{/NOTE}}{{/TILES}}
{{#DOING}}<div class="utrecht-button-group doing">
{{#PUBLISH}}<a class="utrecht-button-link utrecht-button-link--primary-action" href="/round/publish">{{t_round__publish}}</a>{{/PUBLISH}}
{{#WORKLIST}}<a class="utrecht-button-link utrecht-button-link--primary-action" href="/?kind=decide">{{t_round__worklist}}</a>{{/WORKLIST}}
<form method="post" action="/round"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="utrecht-button utrecht-button--{{START_LOOK}}" type="submit">{{START_WORDS}}</button></form>
</div>{{/DOING}}
{{#HAND}}<section class="card" aria-labelledby="hand">
<h2 class="utrecht-heading-2" id="hand">{{t_round__hand}}</h2>
<ul class="round-set">
{{#SET}}<li><span>{{SET_WORDS}} <span class="round-set__by">{{SET_BY}}</span></span>
<form method="post" action="/round/change"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="result" value="{{RESULT}}"><input type="hidden" name="do" value="undo"><input type="hidden" name="household" value="{{HOUSEHOLD}}"><input type="hidden" name="group" value="{{GROUP}}"><button class="utrecht-button utrecht-button--secondary-action" type="submit" aria-label="{{t_round__hand__undo}}: {{SET_WORDS}}">{{t_round__hand__undo}}</button></form></li>
{{/SET}}</ul>
<h3 class="utrecht-heading-3" id="hand-cost">{{t_round__hand__cost}}</h3>
<div class="figures__container" role="region" aria-labelledby="hand-cost" tabindex="0">
<table class="utrecht-table figures">
<thead><tr><th scope="col">{{t_round__compare__figure}}</th><th scope="col">{{t_round__hand__unchanged}}</th><th scope="col">{{t_round__hand__changed}}</th></tr></thead>
<tbody>
{{#FIGURE}}<tr><th scope="row">{{NAME}}</th><td>{{BEFORE}}</td><td>{{NOW_NUMBER}}</td></tr>
{{/FIGURE}}</tbody>
</table>
</div>
</section>{{/HAND}}
{{#COMPARE}}<section class="card" aria-labelledby="compare">
<h2 class="utrecht-heading-2" id="compare">{{t_round__compare}}</h2>
<dl class="compare">
<dt>{{t_round__compare__new}} <strong>{{NEW}}</strong></dt><dd>{{NEW_WORDS}}</dd>
<dt>{{t_round__compare__stay}} <strong>{{STAY}}</strong></dt><dd>{{STAY_WORDS}}</dd>
<dt>{{t_round__compare__go}} <strong>0</strong></dt><dd>{{t_round__compare__go_means}}</dd>
</dl>
{{#LAST}}<h3 class="utrecht-heading-3" id="last">{{t_round__compare__last}}</h3>
<div class="figures__container" role="region" aria-labelledby="last" tabindex="0">
<table class="utrecht-table figures">
<thead><tr><th scope="col">{{t_round__compare__figure}}</th><th scope="col">{{LAST_WORDS}}</th><th scope="col">{{t_round__compare__this}}</th></tr></thead>
<tbody>
{{#ROW}}<tr><th scope="row">{{NAME}}</th><td>{{BEFORE}}</td><td>{{NOW_NUMBER}}</td></tr>
{{/ROW}}</tbody>
</table>
</div>{{/LAST}}
</section>{{/COMPARE}}
{{#PAIRS}}<section aria-labelledby="pairs">
<h2 class="utrecht-heading-2" id="pairs">{{t_round__pairs}}</h2>
<p>{{t_round__pairs__help}}</p>
<div class="utrecht-table__container">
<table class="utrecht-table lines pairs" role="table" aria-labelledby="pairs">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_round__waits}}</th><th role="columnheader" scope="col">{{t_round__household}}</th><th role="columnheader" scope="col">{{t_round__group}}</th><th role="columnheader" scope="col">{{t_round__centre}}</th><th role="columnheader" scope="col">{{t_round__travel}}</th><th role="columnheader" scope="col">{{t_round__score}}</th><th role="columnheader" scope="col">{{t_round__talk}}</th><th role="columnheader" scope="col">{{t_round__hand__change}}</th></tr></thead>
<tbody role="rowgroup">
{{#PAIR}}<tr role="row">
<td role="cell" class="lines__when">{{WAITS}}</td>
<td role="cell" class="lines__whom"><strong class="code">{{HOUSEHOLD}}</strong><span>{{PEOPLE}}</span></td>
<td role="cell" class="lines__whom"><strong class="code">{{GROUP}}</strong><span>{{GROUP_PEOPLE}}</span></td>
<td role="cell">{{CENTRE_NAME}}</td>
<td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__travel}} </span>{{TRAVEL}}</td>
<td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__score}} </span>{{SCORE}}</td>
<td role="cell">{{#CAUTIONS}}<span class="utrecht-badge-status utrecht-badge-status--today">{{t_round__talk_mark}}</span>{{/CAUTIONS}}{{#BY_HAND}}<span class="utrecht-badge-status">{{t_round__hand__mark}}</span>{{/BY_HAND}}</td>
<td role="cell" class="round-change">{{#CHANGE}}<form method="post" action="/round/change"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="result" value="{{RESULT}}"><input type="hidden" name="do" value="apart"><input type="hidden" name="household" value="{{HOUSEHOLD}}"><button class="utrecht-button utrecht-button--secondary-action" type="submit" aria-label="{{t_round__hand__not_these}}: {{HOUSEHOLD}}">{{t_round__hand__not_these}}</button></form><a class="utrecht-link" href="/round/household?label={{HOUSEHOLD}}" aria-label="{{t_round__hand__other}}: {{HOUSEHOLD}}">{{t_round__hand__other}}</a>{{/CHANGE}}</td>
</tr>
{{/PAIR}}</tbody>
</table>
</div>
</section>{{/PAIRS}}
{{>PAGES}}
{{#NOT_YET}}<section class="card after-lines">
<h2 class="utrecht-heading-2" id="not-yet">{{t_round__not_yet}}</h2>
<div class="figures__container" role="region" aria-labelledby="not-yet" tabindex="0">
<table class="utrecht-table figures figures--words" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_round__not_yet__reason}}</th><th role="columnheader" scope="col">{{t_round__not_yet__count}}</th><th role="columnheader" scope="col">{{t_round__not_yet__longest}}</th></tr></thead>
<tbody role="rowgroup">
{{#REASON}}<tr role="row"><th role="rowheader" scope="row">{{REASON_WORDS}}</th><td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__not_yet__count}}: </span>{{COUNT}}</td><td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__not_yet__longest}}: </span><span class="code">{{LABEL}}</span>, {{WAITS}}</td></tr>
{{/REASON}}</tbody>
</table>
</div>
{{#GIVE_GROUP}}<p><a class="utrecht-link" href="/round/waiting">{{t_round__hand__see_waiting}}</a></p>{{/GIVE_GROUP}}
</section>{{/NOT_YET}}
{{#MISSING}}<section class="card">
<h2 class="utrecht-heading-2" id="missing">{{t_round__missing}}</h2>
<p>{{t_round__missing__help}}</p>
<div class="figures__container" role="region" aria-labelledby="missing" tabindex="0">
<table class="utrecht-table figures figures--words" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_round__missing__who}}</th><th role="columnheader" scope="col">{{t_round__missing__where}}</th><th role="columnheader" scope="col">{{t_round__missing__gives}}</th><th role="columnheader" scope="col">{{t_round__missing__for}}</th></tr></thead>
<tbody role="rowgroup">
{{#SHORTAGE}}<tr role="row"><th role="rowheader" scope="row">{{WHO}}</th><td role="cell">{{WHERE}}</td><td role="cell">{{GIVES}}</td><td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__missing__for}}: </span>{{WHOM}}</td></tr>
{{/SHORTAGE}}</tbody>
</table>
</div>
</section>{{/MISSING}}
{{#QUESTION}}<section class="card now" aria-labelledby="question">
<h2 class="utrecht-heading-2" id="question">{{QUESTION_WORDS}}</h2>
<ul class="plain">
{{#HAND_SET}}<li>{{HAND_WORDS}}</li>
{{/HAND_SET}}<li>{{t_round__question__shown}}</li>
<li>{{t_round__question__then}}</li>
<li>{{t_round__question__no_way_back}}</li>
</ul>
<div class="utrecht-button-group">
<form method="post" action="/round/publish"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="result" value="{{RESULT}}"><button class="utrecht-button utrecht-button--primary-action" type="submit">{{t_round__question__yes}}</button></form>
<a class="utrecht-button-link utrecht-button-link--secondary-action" href="/round">{{t_round__question__no}}</a>
</div>
</section>{{/QUESTION}}
<p class="summary"><a class="utrecht-link" href="/missing">{{t_missing__link}}</a></p>
<p class="summary"><a class="utrecht-link" href="/fairness">{{t_fair__link}}</a></p>
