<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ErrorWords</name>
    <message numerus="yes">
        <source>It can be tried again in %n second(s).</source>
        <translation>
            <numerusform>It can be tried again in %n second.</numerusform>
            <numerusform>It can be tried again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <extracomment>an amount of tokens in a sentence: &quot;498 tokens&quot;</extracomment>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
</TS>
