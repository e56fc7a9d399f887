<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>Format</name>
    <message>
        <source>s</source>
        <extracomment>unit of time after a number: seconds</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <extracomment>unit of time after a number: milliseconds</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <extracomment>an amount of tokens in a sentence: &quot;498 tokens&quot;</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>tok/s</source>
        <extracomment>unit of speed after a number: tokens per second, as short as it is understood</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>unit of size after a number: bytes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kB</source>
        <extracomment>unit of size after a number: thousand bytes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <extracomment>unit of size after a number: million bytes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GB</source>
        <extracomment>unit of size after a number: thousand million bytes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a share in per cent; %1 is the number</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reported</source>
        <extracomment>where a cost comes from: the provider named it in its reply</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list price</source>
        <extracomment>where a cost comes from: tokens times the published price</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own price</source>
        <extracomment>where a cost comes from: tokens times the price that the person typed</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimate</source>
        <extracomment>where a cost comes from: not final, or the tokens are estimated</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>local</source>
        <extracomment>where a cost comes from: this computer, nothing is charged</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>where a cost comes from: nobody knows the price</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>pattern of a date in the language of QLocale::toString: 21 Nov 2026</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HH:mm:ss</source>
        <extracomment>pattern of a time in the language of QLocale::toString: 14:02:11</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <extracomment>pattern of date and time in the language of QLocale::toString: 21 Nov 2026, 14:02</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <extracomment>how an answer ended: the model stopped by itself</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut at the maximum</source>
        <extracomment>how an answer ended: cut at the maximum of tokens</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <extracomment>how an answer ended: the model declined</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filtered</source>
        <extracomment>how an answer ended: a content filter stopped it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asks for a tool</source>
        <extracomment>how an answer ended: the model asks for a tool</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>how an answer ended: an error</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <extracomment>how an answer ended: the person stopped it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped by budget</source>
        <extracomment>how an answer ended: the person&apos;s own limit of cost stopped it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sent</source>
        <extracomment>what a pane does now: nothing was sent to it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <extracomment>what a pane does now</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <extracomment>what a pane does now</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>what a pane does now: the server has the request, nothing came back yet</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>what a pane does now: the model reasons before its answer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answering</source>
        <extracomment>what a pane does now: text of the answer comes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying again</source>
        <extracomment>what a pane does now: an attempt failed, another comes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended</source>
        <extracomment>what a pane does now: nothing more, the answer is there</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <extracomment>read aloud; %1 is a number with decimals</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <extracomment>read aloud; %1 is a number, may have a decimal</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cents</source>
        <extracomment>read aloud: an amount under one dollar; %1 is a number, may have decimals</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lineup::CompareSession</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
