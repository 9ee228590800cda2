{{%AUTOESCAPE context="HTML"}}{{#EACH_FORM}}{{>FORM}}{{/EACH_FORM}}
