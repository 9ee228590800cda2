{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/kiosks">{{t_kiosks__title}}</a> <span aria-hidden="true">/</span> <a class="utrecht-link" href="/enrol">{{t_enrol__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{t_enrol__code__title}}</span></nav>
<div class="question">
<h1 class="utrecht-heading-1">{{t_enrol__code__title}}</h1>
<p class="lead">{{CENTRE_NAME}}, {{MUNICIPALITY}}</p>
<section class="card"><p><strong>{{t_enrol__code__once}}</strong></p>
<div class="qr"><svg role="img" aria-label="{{t_enrol__code__qr}}" viewBox="{{QR_BOX}}" width="220" height="220" shape-rendering="crispEdges"><path d="{{QR_PATH}}" fill="#17222E"></path></svg>
<div><p class="secret secret--large"><bdi>{{CODE}}</bdi></p>
<p>{{t_enrol__valid}}: {{VALID}}</p></div></div>
<h2 class="utrecht-heading-2">{{t_enrol__code__how}}</h2>
<p>{{t_enrol__code__how__text}}</p>
<p class="secret"><bdi>samen-sync enrol --server https://HOST:PORT</bdi></p>
<p>{{t_enrol__code__leak}}</p></section>
<p><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/kiosks">{{t_enrol__code__back}}</a></p>
</div>
