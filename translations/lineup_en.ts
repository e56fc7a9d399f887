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
<context>
    <name>StripWords</name>
    <message numerus="yes">
        <source>%n running</source>
        <extracomment>number of panes that answer now</extracomment>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <extracomment>number of panes that wait for their turn</extracomment>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <extracomment>number of panes whose answer is there</extracomment>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>number of panes that ended with an error</extracomment>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::AnswerNotes</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::BackendForm</name>
    <message numerus="yes">
        <source>%n listed</source>
        <translation>
            <numerusform>%n listed</numerusform>
            <numerusform>%n listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::BackendList</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::BackendTestCommand</name>
    <message numerus="yes">
        <source>%n model(s) listed.</source>
        <translation>
            <numerusform>%n model listed.</numerusform>
            <numerusform>%n models listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::ComparePage</name>
    <message numerus="yes">
        <source>All %n panes ended. Fastest first token: %1.</source>
        <translation>
            <numerusform>%n pane ended. Fastest first token: %1.</numerusform>
            <numerusform>All %n panes ended. Fastest first token: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n panes ended.</source>
        <translation>
            <numerusform>%n pane ended.</numerusform>
            <numerusform>All %n panes ended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::Composer</name>
    <message numerus="yes">
        <source>Queue for %n</source>
        <translation>
            <numerusform>Queue for %n</numerusform>
            <numerusform>Queue for %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n · $0, on this computer</source>
        <translation>
            <numerusform>Send to %n · $0, on this computer</numerusform>
            <numerusform>Send to %n · $0, on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n · price unknown</source>
        <translation>
            <numerusform>Send to %n · price unknown</numerusform>
            <numerusform>Send to %n · price unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n</source>
        <translation>
            <numerusform>Send to %n</numerusform>
            <numerusform>Send to %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prices unknown</source>
        <translation>
            <numerusform>%n price unknown</numerusform>
            <numerusform>%n prices unknown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::ExamplesNote</name>
    <message numerus="yes">
        <source>%n examples in front</source>
        <translation>
            <numerusform>%n example in front</numerusform>
            <numerusform>%n examples in front</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::FindPanel</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::MarkdownBody</name>
    <message numerus="yes">
        <source>%n hidden character(s)</source>
        <translation>
            <numerusform>%n hidden character</numerusform>
            <numerusform>%n hidden characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s)</source>
        <translation>
            <numerusform>%n more row</numerusform>
            <numerusform>%n more rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more column(s)</source>
        <translation>
            <numerusform>%n more column</numerusform>
            <numerusform>%n more columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::ModelBrowser</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::ModelRowDelegate</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::MoreParameters</name>
    <message numerus="yes">
        <source>%n set</source>
        <translation>
            <numerusform>%n set</numerusform>
            <numerusform>%n set</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::NetworkFields</name>
    <message numerus="yes">
        <source>%n set</source>
        <translation>
            <numerusform>%n set</numerusform>
            <numerusform>%n set</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::PaneFooter</name>
    <message numerus="yes">
        <source>%n tokens in</source>
        <translation>
            <numerusform>%n token in</numerusform>
            <numerusform>%n tokens in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens out</source>
        <translation>
            <numerusform>%n token out</numerusform>
            <numerusform>%n tokens out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::PaneHeader</name>
    <message numerus="yes">
        <source>%n params</source>
        <extracomment>Chip: this many settings differ from the server&apos;s own</extracomment>
        <translation>
            <numerusform>%n param</numerusform>
            <numerusform>%n params</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::PaneWords</name>
    <message numerus="yes">
        <source>%n stop words</source>
        <translation>
            <numerusform>%n stop word</numerusform>
            <numerusform>%n stop words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n own fields</source>
        <translation>
            <numerusform>%n own field</numerusform>
            <numerusform>%n own fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n examples</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tools</source>
        <translation>
            <numerusform>%n tool</numerusform>
            <numerusform>%n tools</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::StateWords</name>
    <message numerus="yes">
        <source>Cut off at %n tokens, your maximum.</source>
        <translation>
            <numerusform>Cut off at %n token, your maximum.</numerusform>
            <numerusform>Cut off at %n tokens, your maximum.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::StatusLine</name>
    <message numerus="yes">
        <source>%n panes use a server</source>
        <translation>
            <numerusform>%n pane uses a server</numerusform>
            <numerusform>%n panes use a server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::TestCard</name>
    <message numerus="yes">
        <source>%n models listed</source>
        <translation>
            <numerusform>%n model listed</numerusform>
            <numerusform>%n models listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::TurnLine</name>
    <message numerus="yes">
        <source>sent to all %n</source>
        <translation>
            <numerusform>sent to %n</numerusform>
            <numerusform>sent to all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent to %n</source>
        <translation>
            <numerusform>sent to %n</numerusform>
            <numerusform>sent to %n</numerusform>
        </translation>
    </message>
</context>
</TS>
