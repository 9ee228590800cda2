{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_kiosks__title}}</h1>
<p class="lead">{{SUMMARY}}</p>
<div class="list-top">
<form class="list-top__search" method="get" action="/kiosks" role="search" aria-label="{{t_kiosks__filter}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="search">{{t_kiosks__search}}</label>
<input class="utrecht-textbox" id="search" name="search" type="search" value="{{SEARCH}}" maxlength="40" autocomplete="off" spellcheck="false"></div>
<button class="utrecht-button utrecht-button--secondary-action" type="submit">{{t_worklist__show}}</button>
</form>
<a class="utrecht-button-link utrecht-button-link--primary-action" href="/enrol">{{t_enrol__title}}</a>
</div>
{{#FILTERED}}<p class="filtered"><span>{{FOUND}}</span> <a class="utrecht-link" href="/kiosks">{{t_worklist__all}}</a></p>{{/FILTERED}}
{{#LINES}}<div class="utrecht-table__container">
<table class="utrecht-table lines" role="table">
<caption class="hidden">{{t_kiosks__caption}}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_kiosks__state}}</th><th role="columnheader" scope="col">{{t_kiosks__kiosk}}</th><th role="columnheader" scope="col">{{t_kiosks__heard}}</th><th role="columnheader" scope="col">{{t_worklist__what}}</th><th role="columnheader" scope="col"><span class="hidden">{{t_worklist__go}}</span></th></tr></thead>
<tbody role="rowgroup">
{{#LINE}}<tr role="row">
<td role="cell" class="lines__when"><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{NEED}}</span></td>
<td role="cell" class="lines__name"><strong>{{t_kiosks__kiosk}} {{NUMBER}}</strong><span>{{CENTRE_NAME}}</span></td>
<td role="cell" class="lines__heard"><span class="narrow-head">{{t_kiosks__heard}}: </span>{{HEARD}}</td>
<td role="cell" class="lines__what">{{DO}}</td>
<td role="cell" class="lines__go"><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/kiosks/{{NUMBER}}">{{t_kiosks__open}}<span class="hidden"> {{NUMBER}}</span></a></td>
</tr>
{{/LINE}}</tbody>
</table>
</div>{{/LINES}}
{{#EMPTY}}<section class="card empty"><p>{{EMPTY_WORDS}}</p></section>{{/EMPTY}}
{{>PAGES}}
<p class="summary">{{t_kiosks__unknown}}</p>
