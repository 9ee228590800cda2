{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/">{{t_worklist__title}}</a> <span aria-hidden="true">/</span> <a class="utrecht-link" href="/case/{{LABEL}}">{{LABEL}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{t_contacts__title}}</span></nav>
<h1 class="utrecht-heading-1">{{t_contacts__title}}</h1>
{{#CLOSED}}<div class="utrecht-alert utrecht-alert--warning"><p>{{CLOSED_WORDS}}</p></div>
<p><a class="utrecht-button-link utrecht-button-link--primary-action" href="/case/{{LABEL}}">{{t_contacts__back}}</a></p>{{/CLOSED}}
{{#SHOWN}}<p class="lead">{{t_contacts__audited}}</p>
<section class="card" aria-labelledby="household"><h2 class="utrecht-heading-2" id="household">{{t_case__household}} <span class="code">{{HOUSEHOLD_LABEL}}</span></h2>
<dl class="people">{{#PERSON_HOUSEHOLD}}{{>PERSON}}{{/PERSON_HOUSEHOLD}}</dl></section>
<section class="card" aria-labelledby="group"><h2 class="utrecht-heading-2" id="group">{{t_case__group}} <span class="code">{{GROUP_LABEL}}</span></h2>
<dl class="people">{{#PERSON_GROUP}}{{>PERSON}}{{/PERSON_GROUP}}</dl>
{{#NOBODY}}<p>{{t_contacts__nobody}}</p>{{/NOBODY}}</section>
<p><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/case/{{LABEL}}">{{t_contacts__back}}</a></p>{{/SHOWN}}
