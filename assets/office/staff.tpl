{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_staff__title}}</h1>
<p class="lead">{{SUMMARY}}</p>
<div class="list-top">
<form class="list-top__search" method="get" action="/staff" role="search" aria-label="{{t_staff__filter}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="search">{{t_staff__search}}</label>
<input class="utrecht-textbox" id="search" name="search" type="search" value="{{SEARCH}}" maxlength="40" autocomplete="off" spellcheck="false"></div>
<button class="utrecht-button utrecht-button--secondary-action" type="submit">{{t_worklist__show}}</button>
</form>
<a class="utrecht-button-link utrecht-button-link--primary-action" href="/invite">{{t_staff__invite__title}}</a>
</div>
{{#FILTERED}}<p class="filtered"><span>{{FOUND}}</span> <a class="utrecht-link" href="/staff">{{t_worklist__all}}</a></p>{{/FILTERED}}
{{#LINES}}<div class="utrecht-table__container">
<table class="utrecht-table lines" role="table">
<caption class="hidden">{{t_staff__title}}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_staff__account}}</th><th role="columnheader" scope="col">{{t_staff__role}}</th><th role="columnheader" scope="col">{{t_staff__centre}}</th><th role="columnheader" scope="col">{{t_staff__state}}</th><th role="columnheader" scope="col"><span class="hidden">{{t_worklist__go}}</span></th></tr></thead>
<tbody role="rowgroup">
{{#LINE}}<tr role="row">
<td role="cell" class="lines__name"><strong><bdi>{{NAME}}</bdi></strong></td>
<td role="cell">{{ROLE_WORDS}}</td>
<td role="cell" class="lines__name">{{CENTRE_NAME}}</td>
<td role="cell" class="lines__when"><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{STATE}}</span></td>
<td role="cell" class="lines__go"><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/staff/{{NAME}}">{{t_staff__open}}<span class="hidden"> {{NAME}}</span></a></td>
</tr>
{{/LINE}}</tbody>
</table>
</div>{{/LINES}}
{{#EMPTY}}<section class="card empty"><p>{{t_staff__nobody}}</p></section>{{/EMPTY}}
{{>PAGES}}
