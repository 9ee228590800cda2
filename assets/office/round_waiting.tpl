{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_round__hand__waiting}}</h1>
<p class="lead">{{t_round__hand__waiting_text}}</p>
{{#NOBODY}}<p class="note">{{t_round__hand__nobody}}</p>{{/NOBODY}}
{{#WAITING}}<div class="utrecht-table__container">
<table class="utrecht-table lines pairs" role="table" aria-label="{{t_round__hand__waiting}}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_round__waits}}</th><th role="columnheader" scope="col">{{t_round__household}}</th><th role="columnheader" scope="col">{{t_round__centre}}</th><th role="columnheader" scope="col">{{t_round__not_yet__reason}}</th><th role="columnheader" scope="col">{{t_round__hand__change}}</th></tr></thead>
<tbody role="rowgroup">
{{#ONE}}<tr role="row">
<td role="cell" class="lines__when">{{WAITS}}</td>
<td role="cell" class="lines__whom"><strong class="code">{{HOUSEHOLD}}</strong><span>{{PEOPLE}}</span></td>
<td role="cell">{{CENTRE_NAME}}</td>
<td role="cell" class="round-why">{{WHY}}</td>
<td role="cell" class="round-change"><a class="utrecht-link" href="/round/household?label={{HOUSEHOLD}}" aria-label="{{t_round__hand__give}}: {{HOUSEHOLD}}">{{t_round__hand__give}}</a></td>
</tr>
{{/ONE}}</tbody>
</table>
</div>{{/WAITING}}
{{>PAGES}}
<p class="summary"><a class="utrecht-link" href="/round">{{t_round__hand__back}}</a></p>
