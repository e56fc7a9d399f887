<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>Format</name>
    <message>
        <source>s</source>
        <extracomment>unit of time after a number: seconds</extracomment>
        <translation>с</translation>
    </message>
    <message>
        <source>ms</source>
        <extracomment>unit of time after a number: milliseconds</extracomment>
        <translation>мс</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <extracomment>an amount of tokens in a sentence: &quot;498 tokens&quot;</extracomment>
        <translation>
            <numerusform>%Ln токен</numerusform>
            <numerusform>%Ln токена</numerusform>
            <numerusform>%Ln токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>tok/s</source>
        <extracomment>unit of speed after a number: tokens per second, as short as it is understood</extracomment>
        <translation>ток/с</translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>unit of size after a number: bytes</extracomment>
        <translation>Б</translation>
    </message>
    <message>
        <source>kB</source>
        <extracomment>unit of size after a number: thousand bytes</extracomment>
        <translation>кБ</translation>
    </message>
    <message>
        <source>MB</source>
        <extracomment>unit of size after a number: million bytes</extracomment>
        <translation>МБ</translation>
    </message>
    <message>
        <source>GB</source>
        <extracomment>unit of size after a number: thousand million bytes</extracomment>
        <translation>ГБ</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a share in per cent; %1 is the number</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>reported</source>
        <extracomment>where a cost comes from: the provider named it in its reply</extracomment>
        <translation>от сервиса</translation>
    </message>
    <message>
        <source>list price</source>
        <extracomment>where a cost comes from: tokens times the published price</extracomment>
        <translation>прайс-лист</translation>
    </message>
    <message>
        <source>own price</source>
        <extracomment>where a cost comes from: tokens times the price that the person typed</extracomment>
        <translation>своя цена</translation>
    </message>
    <message>
        <source>estimate</source>
        <extracomment>where a cost comes from: not final, or the tokens are estimated</extracomment>
        <translation>оценка</translation>
    </message>
    <message>
        <source>local</source>
        <extracomment>where a cost comes from: this computer, nothing is charged</extracomment>
        <translation>локально</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>where a cost comes from: nobody knows the price</extracomment>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>pattern of a date in the language of QLocale::toString: 21 Nov 2026</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>HH:mm:ss</source>
        <extracomment>pattern of a time in the language of QLocale::toString: 14:02:11</extracomment>
        <translation>HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <extracomment>pattern of date and time in the language of QLocale::toString: 21 Nov 2026, 14:02</extracomment>
        <translation>d MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>finished</source>
        <extracomment>how an answer ended: the model stopped by itself</extracomment>
        <translation>готово</translation>
    </message>
    <message>
        <source>cut at the maximum</source>
        <extracomment>how an answer ended: cut at the maximum of tokens</extracomment>
        <translation>обрезано по пределу</translation>
    </message>
    <message>
        <source>refused</source>
        <extracomment>how an answer ended: the model declined</extracomment>
        <translation>отказ</translation>
    </message>
    <message>
        <source>filtered</source>
        <extracomment>how an answer ended: a content filter stopped it</extracomment>
        <translation>остановлено фильтром</translation>
    </message>
    <message>
        <source>asks for a tool</source>
        <extracomment>how an answer ended: the model asks for a tool</extracomment>
        <translation>просит инструмент</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>how an answer ended: an error</extracomment>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>stopped</source>
        <extracomment>how an answer ended: the person stopped it</extracomment>
        <translation>остановлено</translation>
    </message>
    <message>
        <source>stopped by budget</source>
        <extracomment>how an answer ended: the person&apos;s own limit of cost stopped it</extracomment>
        <translation>остановлено по бюджету</translation>
    </message>
    <message>
        <source>not sent</source>
        <extracomment>what a pane does now: nothing was sent to it</extracomment>
        <translation>не отправлено</translation>
    </message>
    <message>
        <source>queued</source>
        <extracomment>what a pane does now</extracomment>
        <translation>в очереди</translation>
    </message>
    <message>
        <source>connecting</source>
        <extracomment>what a pane does now</extracomment>
        <translation>соединение</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>what a pane does now: the server has the request, nothing came back yet</extracomment>
        <translation>ожидание</translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>what a pane does now: the model reasons before its answer</extracomment>
        <translation>размышление</translation>
    </message>
    <message>
        <source>answering</source>
        <extracomment>what a pane does now: text of the answer comes</extracomment>
        <translation>отвечает</translation>
    </message>
    <message>
        <source>trying again</source>
        <extracomment>what a pane does now: an attempt failed, another comes</extracomment>
        <translation>новая попытка</translation>
    </message>
    <message>
        <source>ended</source>
        <extracomment>what a pane does now: nothing more, the answer is there</extracomment>
        <translation>завершено</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <extracomment>read aloud; %1 is a number with decimals</extracomment>
        <translation>%1 секунды</translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <extracomment>read aloud; %1 is a number, may have a decimal</extracomment>
        <translation>%1 токена в секунду</translation>
    </message>
    <message>
        <source>%1 cents</source>
        <extracomment>read aloud: an amount under one dollar; %1 is a number, may have decimals</extracomment>
        <translation>%1 цента</translation>
    </message>
</context>
<context>
    <name>PhaseRows</name>
    <message>
        <source>queue</source>
        <extracomment>part of the time of an answer: waiting for a slot or for the local engine before the request leaves</extracomment>
        <translation>очередь</translation>
    </message>
    <message>
        <source>retry</source>
        <extracomment>part of the time of an answer: failed attempts and the pauses between them</extracomment>
        <translation>повторы</translation>
    </message>
    <message>
        <source>DNS</source>
        <extracomment>part of the time of an answer: looking up the server&apos;s name</extracomment>
        <translation>DNS</translation>
    </message>
    <message>
        <source>connect</source>
        <extracomment>part of the time of an answer: opening the connection</extracomment>
        <translation>соединение</translation>
    </message>
    <message>
        <source>TLS</source>
        <extracomment>part of the time of an answer: securing the connection</extracomment>
        <translation>TLS</translation>
    </message>
    <message>
        <source>upload</source>
        <extracomment>part of the time of an answer: sending the request</extracomment>
        <translation>отправка</translation>
    </message>
    <message>
        <source>wait</source>
        <extracomment>part of the time of an answer: request sent, nothing back yet</extracomment>
        <translation>ожидание</translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>part of the time of an answer: the model reasons before its answer</extracomment>
        <translation>размышление</translation>
    </message>
    <message>
        <source>text</source>
        <extracomment>part of the time of an answer: the text of the answer comes</extracomment>
        <translation>текст</translation>
    </message>
    <message>
        <source>tail</source>
        <extracomment>part of the time of an answer: after the last text until the server closes</extracomment>
        <translation>завершение</translation>
    </message>
</context>
<context>
    <name>lineup::CompareSession</name>
    <message>
        <source>Untitled</source>
        <translation>Без названия</translation>
    </message>
</context>
<context>
    <name>lineup::LaneTableModel</name>
    <message>
        <source>All panes</source>
        <translation>Все панели</translation>
    </message>
    <message>
        <source>Counted by the pieces that came. The server has not reported tokens.</source>
        <translation>Подсчитано по числу полученных фрагментов: сервер не сообщил число токенов.</translation>
    </message>
    <message>
        <source>No decode speed: it needs a known count of at least 8 tokens.</source>
        <translation>Скорость вывода не считается: нужно известное число токенов, не меньше 8.</translation>
    </message>
    <message>
        <source>First thinking after %1</source>
        <translation>Первое размышление через %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>tooltip of a cost; %1 the exact amount, %2 where it comes from (&quot;estimate&quot;, &quot;list price&quot;)</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>read aloud in place of the dash for a value that is not known</extracomment>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>Pane</source>
        <extracomment>head of a table column: the letter of the pane</extracomment>
        <translation>Панель</translation>
    </message>
    <message>
        <source>Model</source>
        <extracomment>head of a table column</extracomment>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <extracomment>head of a table column: tokens of the prompt</extracomment>
        <translation>На входе</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <extracomment>head of a table column: tokens of the answer</extracomment>
        <translation>В ответе</translation>
    </message>
    <message>
        <source>tok/s now</source>
        <extracomment>head of a table column: tokens a second over the last moments</extracomment>
        <translation>ток/с сейчас</translation>
    </message>
    <message>
        <source>Decode, tok/s</source>
        <translation>Вывод, ток/с</translation>
    </message>
    <message>
        <source>End to end, tok/s</source>
        <extracomment>head of a table column: tokens divided by the whole time</extracomment>
        <translation>В целом, ток/с</translation>
    </message>
    <message>
        <source>First token</source>
        <extracomment>head of a table column: time until the first token</extracomment>
        <translation>Первый токен</translation>
    </message>
    <message>
        <source>Before text</source>
        <extracomment>head of a table column: time from Send to the first text of the answer</extracomment>
        <translation>До текста</translation>
    </message>
    <message>
        <source>Text</source>
        <extracomment>head of a table column: time during which text came</extracomment>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Total</source>
        <extracomment>head of a table column: whole time</extracomment>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Cost so far</source>
        <extracomment>head of a table column: cost while answers still run</extracomment>
        <translation>Пока стоит</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>Outcome</source>
        <extracomment>head of a table column: how the answer ended</extracomment>
        <translation>Итог</translation>
    </message>
</context>
</TS>
