<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>ErrorWords</name>
    <message>
        <source>The server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>There is no key for this backend.</source>
        <translation>Для этого подключения нет ключа.</translation>
    </message>
    <message>
        <source>Put the key into an environment variable and give its name.</source>
        <translation>Поместите ключ в переменную окружения и укажите её имя.</translation>
    </message>
    <message>
        <source>There is no key: the environment variable %1 is not set.</source>
        <translation>Ключа нет: переменная окружения %1 не задана.</translation>
    </message>
    <message>
        <source>Set %1 to the key before Lineup starts, or name another variable.</source>
        <translation>Запишите ключ в %1 до запуска Lineup или укажите другую переменную.</translation>
    </message>
    <message>
        <source>%1 did not accept the key%2.</source>
        <extracomment>%1 = server, %2 = HTTP status in brackets with a blank before it, or nothing</extracomment>
        <translation>%1 не принимает ключ%2.</translation>
    </message>
    <message>
        <source>Check that the key is whole, still valid and made for this service.</source>
        <translation>Проверьте, что ключ скопирован целиком, ещё действует и выдан этим сервисом.</translation>
    </message>
    <message>
        <source>%1 does not let this account use the model%2.</source>
        <translation>%1 не разрешает этой учётной записи пользоваться моделью%2.</translation>
    </message>
    <message>
        <source>Choose another model, or another account.</source>
        <translation>Выберите другую модель или другую учётную запись.</translation>
    </message>
    <message>
        <source>The account at %1 has no credit left, or its limit is reached.</source>
        <translation>На счёте закончились средства или достигнут предел: %1.</translation>
    </message>
    <message>
        <source>Look at the billing page of the provider, or choose another model.</source>
        <translation>Загляните на страницу оплаты у провайдера или выберите другую модель.</translation>
    </message>
    <message>
        <source>The name %1 was not found.</source>
        <translation>Имя %1 не найдено.</translation>
    </message>
    <message>
        <source>Check the address, that this computer is online, and whether a proxy is needed.</source>
        <translation>Проверьте адрес, подключение к сети и не нужен ли прокси.</translation>
    </message>
    <message>
        <source>Nothing answers at %1.</source>
        <translation>По адресу %1 никто не отвечает.</translation>
    </message>
    <message>
        <source>Check that the server runs on this computer and on this port.</source>
        <translation>Проверьте, что сервер запущен на этом компьютере и на этом порту.</translation>
    </message>
    <message>
        <source>Check the address and the port, and that the server runs.</source>
        <translation>Проверьте адрес и порт, а также что сервер запущен.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>Нет связи: %1.</translation>
    </message>
    <message>
        <source>Check the network, a VPN or a firewall, then send again.</source>
        <translation>Проверьте сеть, VPN и брандмауэр, затем отправьте снова.</translation>
    </message>
    <message>
        <source>The proxy does not let this request through: %1.</source>
        <translation>Прокси не пропускает этот запрос: %1.</translation>
    </message>
    <message>
        <source>Check the proxy of the environment: http_proxy, https_proxy and NO_PROXY.</source>
        <translation>Проверьте прокси в переменных окружения: http_proxy, https_proxy и NO_PROXY.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made: %2.</source>
        <translation>Не удалось установить защищённое соединение с %1: %2.</translation>
    </message>
    <message>
        <source>Check the clock of this computer, and name a company certificate in SSL_CERT_FILE if there is one.</source>
        <translation>Проверьте часы компьютера; если есть сертификат компании, укажите его в SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>%1 sends this request on to another address, and a request that may carry a key does not follow: %2.</source>
        <translation>%1 перенаправляет запрос на другой адрес, а запрос, в котором может быть ключ, туда не уходит: %2.</translation>
    </message>
    <message>
        <source>If you trust that address, write it into the base URL.</source>
        <translation>Если доверяете тому адресу, впишите его как базовый.</translation>
    </message>
    <message>
        <source>%1 has received too many requests%2.</source>
        <translation>%1 получает слишком много запросов%2.</translation>
    </message>
    <message>
        <source>Wait a little, then send again.</source>
        <translation>Подождите немного и отправьте снова.</translation>
    </message>
    <message numerus="yes">
        <source>It can be tried again in %n second(s).</source>
        <translation>
            <numerusform>Можно попробовать снова через %n секунду.</numerusform>
            <numerusform>Можно попробовать снова через %n секунды.</numerusform>
            <numerusform>Можно попробовать снова через %n секунд.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has a problem on its side%2.</source>
        <translation>%1: неполадка на стороне сервера%2.</translation>
    </message>
    <message>
        <source>Send again in a while; the provider&apos;s status page may say more.</source>
        <translation>Отправьте снова чуть позже; больше может сказать страница состояния провайдера.</translation>
    </message>
    <message>
        <source>%1 does not offer this model: %2.</source>
        <translation>%1 не предлагает эту модель: %2.</translation>
    </message>
    <message>
        <source>Choose a model that the server lists.</source>
        <translation>Выберите модель из списка сервера.</translation>
    </message>
    <message>
        <source>%1 does not take the request: %2.</source>
        <translation>%1 не принимает запрос: %2.</translation>
    </message>
    <message>
        <source>Change or remove what it names; not every model takes every setting.</source>
        <translation>Измените или уберите то, что названо: не каждая модель принимает каждый параметр.</translation>
    </message>
    <message>
        <source>The prompt is longer than this model reads: %1.</source>
        <translation>Промпт длиннее, чем читает эта модель: %1.</translation>
    </message>
    <message>
        <source>Shorten the prompt or the examples, or choose a model that reads more.</source>
        <translation>Сократите промпт или примеры либо выберите модель с большим контекстом.</translation>
    </message>
    <message>
        <source>A content filter of %1 stopped the request: %2.</source>
        <translation>Запрос остановлен фильтром содержимого, %1: %2.</translation>
    </message>
    <message>
        <source>Change the wording of the prompt or of the examples.</source>
        <translation>Измените формулировку промпта или примеров.</translation>
    </message>
    <message>
        <source>%1 answered with a web page, not with an API.</source>
        <translation>%1: вместо API ответила веб-страница.</translation>
    </message>
    <message>
        <source>Check the base URL, which often ends in /v1; the sign-in page of a network answers like this too.</source>
        <translation>Проверьте базовый адрес (часто он заканчивается на /v1); так же отвечает и страница входа в сеть.</translation>
    </message>
    <message>
        <source>%1 answered in a form that Lineup does not understand: %2.</source>
        <translation>Ответ от %1 непонятен для Lineup: %2.</translation>
    </message>
    <message>
        <source>Check that the address belongs to an API of the chosen kind.</source>
        <translation>Проверьте, что по этому адресу работает API выбранного вида.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer was complete.</source>
        <translation>Соединение с %1 оборвалось до конца ответа.</translation>
    </message>
    <message>
        <source>The text so far is kept; send again for a whole answer.</source>
        <translation>Полученный текст сохранён; отправьте снова, чтобы получить ответ целиком.</translation>
    </message>
    <message>
        <source>%1 goes beyond a limit of Lineup: %2.</source>
        <translation>%1: превышен предел Lineup: %2.</translation>
    </message>
    <message>
        <source>What came so far is kept; ask for less, or use a smaller file.</source>
        <translation>Полученное сохранено; попросите меньше или возьмите файл поменьше.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 не отвечает дольше отведённого времени.</translation>
    </message>
    <message>
        <source>Send again, or allow more time.</source>
        <translation>Отправьте снова или дайте больше времени.</translation>
    </message>
    <message>
        <source>%1 did not take the connection in time.</source>
        <translation>%1 не принимает соединение дольше отведённого времени.</translation>
    </message>
    <message>
        <source>Check the address and the network, or raise the connect time-out.</source>
        <translation>Проверьте адрес и сеть или увеличьте тайм-аут соединения.</translation>
    </message>
    <message>
        <source>%1 took the request but sent nothing back in time.</source>
        <translation>%1 не прислал ничего в ответ на запрос за отведённое время.</translation>
    </message>
    <message>
        <source>Send again, or raise the first-byte time-out for slow models.</source>
        <translation>Отправьте снова или увеличьте тайм-аут первого байта для медленных моделей.</translation>
    </message>
    <message>
        <source>%1 fell silent in the middle of the answer, with the connection open.</source>
        <translation>%1 молчит посреди ответа, хотя соединение открыто.</translation>
    </message>
    <message>
        <source>The text so far is kept; send again, or raise the idle time-out.</source>
        <translation>Полученный текст сохранён; отправьте снова или увеличьте тайм-аут молчания.</translation>
    </message>
    <message>
        <source>%1 kept the connection alive but sent no text for too long.</source>
        <translation>%1 держит соединение, но слишком долго не присылает текст.</translation>
    </message>
    <message>
        <source>The text so far is kept; send again, or raise the limit.</source>
        <translation>Полученный текст сохранён; отправьте снова или увеличьте предел.</translation>
    </message>
    <message>
        <source>The answer of %1 took longer than the total time-out.</source>
        <translation>Ответ от %1 не уложился в общий тайм-аут.</translation>
    </message>
    <message>
        <source>The text so far is kept; raise the total time-out, or ask for a shorter answer.</source>
        <translation>Полученный текст сохранён; увеличьте общий тайм-аут или попросите ответ короче.</translation>
    </message>
    <message>
        <source>The local model is not installed.</source>
        <translation>Локальная модель не установлена.</translation>
    </message>
    <message>
        <source>Set it up with the button in the window or with “lineup setup-local”.</source>
        <translation>Установите её кнопкой в окне или командой «lineup setup-local».</translation>
    </message>
    <message>
        <source>The model file is damaged or is no model: %1.</source>
        <translation>Файл модели повреждён или это не модель: %1.</translation>
    </message>
    <message>
        <source>Set the local model up again, or choose another file.</source>
        <translation>Установите локальную модель заново или выберите другой файл.</translation>
    </message>
    <message>
        <source>There is not enough memory for the local model.</source>
        <translation>Для локальной модели не хватает памяти.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Закройте другие программы или выберите модель поменьше.</translation>
    </message>
    <message>
        <source>The local engine stopped unexpectedly: %1.</source>
        <translation>Локальный движок неожиданно остановился: %1.</translation>
    </message>
    <message>
        <source>Start it again; if it stops again, the last lines of its log say why.</source>
        <translation>Запустите снова; если остановится опять, причину назовут последние строки журнала.</translation>
    </message>
    <message>
        <source>“lineup help compare” lists the settings of a lane.</source>
        <translation>Все параметры дорожки перечисляет «lineup help compare».</translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation>Исправьте и попробуйте снова.</translation>
    </message>
    <message>
        <source>A file cannot be read or written: %1.</source>
        <translation>Файл не удаётся прочитать или записать: %1.</translation>
    </message>
    <message>
        <source>Check the folder, its rights and the free space.</source>
        <translation>Проверьте папку, права на неё и свободное место.</translation>
    </message>
    <message>
        <source>%1 cannot be read or written: %2.</source>
        <translation>Не удаётся прочитать или записать %1: %2.</translation>
    </message>
    <message>
        <source>Check the path, the rights and the free space.</source>
        <translation>Проверьте путь, права и свободное место.</translation>
    </message>
    <message>
        <source>What was given cannot be used: %1.</source>
        <translation>Заданное не подходит: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>%1 не подходит: %2.</translation>
    </message>
    <message>
        <source>A key stands in an argument, where every program on this computer can read it.</source>
        <translation>Ключ стоит в аргументе, где его может прочитать любая программа на этом компьютере.</translation>
    </message>
    <message>
        <source>Put the key into an environment variable and write key-env=NAME; this key is now in the history of the shell.</source>
        <translation>Поместите ключ в переменную окружения и напишите key-env=ИМЯ; этот ключ уже попал в историю оболочки.</translation>
    </message>
    <message>
        <source>This processor lacks an instruction that the local engine needs.</source>
        <translation>У этого процессора нет инструкции, нужной локальному движку.</translation>
    </message>
    <message>
        <source>Choose a llama-server that was built for this computer, or a model on a server.</source>
        <translation>Выберите llama-server, собранный для этого компьютера, или модель на сервере.</translation>
    </message>
    <message>
        <source>The local engine found no free port on this computer.</source>
        <translation>Локальный движок не нашёл свободного порта на этом компьютере.</translation>
    </message>
    <message>
        <source>Start it again in a moment, or close programs that hold many ports.</source>
        <translation>Запустите снова чуть позже или закройте программы, занявшие много портов.</translation>
    </message>
    <message>
        <source>The local engine did not become ready in time.</source>
        <translation>Локальный движок не успел подготовиться.</translation>
    </message>
    <message>
        <source>Start it again when the computer is less busy, or choose a smaller model.</source>
        <translation>Запустите снова, когда компьютер будет свободнее, или выберите модель поменьше.</translation>
    </message>
    <message>
        <source>A file of the local engine is missing: %1.</source>
        <translation>Не хватает файла локального движка: %1.</translation>
    </message>
    <message>
        <source>Set the local model up again.</source>
        <translation>Установите локальную модель заново.</translation>
    </message>
    <message>
        <source>The local engine needs Python 3.10 or newer, which is not on this computer.</source>
        <translation>Локальному движку нужен Python 3.10 или новее, а его на этом компьютере нет.</translation>
    </message>
    <message>
        <source>Install it; on Debian: sudo apt install python3 python3-pip.</source>
        <translation>Установите его; в Debian: sudo apt install python3 python3-pip.</translation>
    </message>
    <message>
        <source>The set-up needs pip, the installer of Python, which is not on this computer.</source>
        <translation>Для установки нужен pip, установщик пакетов Python, а его на этом компьютере нет.</translation>
    </message>
    <message>
        <source>Install it; on Debian: sudo apt install python3-pip.</source>
        <translation>Установите его; в Debian: sudo apt install python3-pip.</translation>
    </message>
    <message>
        <source>The local engine needs a library of the system that is missing: %1.</source>
        <translation>Локальному движку не хватает системной библиотеки: %1.</translation>
    </message>
    <message>
        <source>Install it; on Debian: sudo apt install libgomp1.</source>
        <translation>Установите её; в Debian: sudo apt install libgomp1.</translation>
    </message>
    <message>
        <source>There is no ready-made local engine for this kind of computer: %1.</source>
        <translation>Для компьютеров этого вида готового локального движка нет: %1.</translation>
    </message>
    <message>
        <source>The package source of this computer does not offer %1.</source>
        <translation>В источнике пакетов этого компьютера нет %1.</translation>
    </message>
    <message>
        <source>Check which source pip uses, or choose a llama-server and a model file of your own.</source>
        <translation>Проверьте, каким источником пользуется pip, или выберите свой llama-server и свой файл модели.</translation>
    </message>
    <message>
        <source>The model file is missing: %1.</source>
        <translation>Нет файла модели: %1.</translation>
    </message>
    <message>
        <source>This is no model file in the GGUF format: %1.</source>
        <translation>Это не файл модели в формате GGUF: %1.</translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf.</source>
        <translation>Выберите файл с окончанием .gguf.</translation>
    </message>
    <message>
        <source>The model file is cut short: %1.</source>
        <translation>Файл модели обрезан: %1.</translation>
    </message>
    <message>
        <source>Set the local model up again, or copy the file once more.</source>
        <translation>Установите локальную модель заново или ещё раз скопируйте файл.</translation>
    </message>
    <message>
        <source>The local engine is too old for this model: %1.</source>
        <translation>Локальный движок слишком стар для этой модели: %1.</translation>
    </message>
    <message>
        <source>Choose another model, or a newer llama-server.</source>
        <translation>Выберите другую модель или более новый llama-server.</translation>
    </message>
    <message>
        <source>The local engine cannot load this model file: %1.</source>
        <translation>Локальный движок не может загрузить этот файл модели: %1.</translation>
    </message>
    <message>
        <source>Choose another file; the engine&apos;s log says what it did not like.</source>
        <translation>Выберите другой файл; что не понравилось движку, сказано в его журнале.</translation>
    </message>
    <message>
        <source>Another program answers where the local engine should.</source>
        <translation>На месте локального движка отвечает другая программа.</translation>
    </message>
    <message>
        <source>Start it again; it then takes another port.</source>
        <translation>Запустите снова: он возьмёт другой порт.</translation>
    </message>
    <message>
        <source>There is no space left on the disk: %1.</source>
        <translation>На диске не осталось места: %1.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Освободите место и попробуйте снова.</translation>
    </message>
    <message>
        <source>This place cannot be written to: %1.</source>
        <translation>Сюда нельзя записать: %1.</translation>
    </message>
    <message>
        <source>Check the rights of the folder, or use another profile folder.</source>
        <translation>Проверьте права на папку или возьмите другую папку профиля.</translation>
    </message>
    <message>
        <source>The set-up writes only into a folder of yours, never into a place of the system: %1.</source>
        <translation>Установка пишет только в вашу папку и никогда в системные места: %1.</translation>
    </message>
    <message>
        <source>Run it as yourself, not as root.</source>
        <translation>Запустите от своего имени, а не от root.</translation>
    </message>
    <message>
        <source>The local model is being set up already, by another Lineup.</source>
        <translation>Локальную модель уже устанавливает другой экземпляр Lineup.</translation>
    </message>
    <message>
        <source>Wait until that one has finished.</source>
        <translation>Подождите, пока он закончит.</translation>
    </message>
    <message>
        <source>A download is not the file that was expected: %1.</source>
        <translation>Загружен не тот файл, который ожидался: %1.</translation>
    </message>
    <message>
        <source>It was removed; try again, and check the network if it happens twice.</source>
        <translation>Он удалён; попробуйте снова, а если повторится, проверьте сеть.</translation>
    </message>
    <message>
        <source>A download cannot be unpacked: %1.</source>
        <translation>Загруженный файл не распаковывается: %1.</translation>
    </message>
    <message>
        <source>It was removed; try again.</source>
        <translation>Он удалён; попробуйте снова.</translation>
    </message>
</context>
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
    <name>TextReports</name>
    <message>
        <source>Lane</source>
        <translation>Дорожка</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Первый токен</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Вывод</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Всего</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 = amount, %2 = where it comes from: &quot;$0 local&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The text is incomplete.</source>
        <translation>Текст неполный.</translation>
    </message>
    <message>
        <source>The text is incomplete: stopped by you.</source>
        <translation>Текст неполный: остановлено вами.</translation>
    </message>
    <message>
        <source>Cut at the maximum number of tokens.</source>
        <translation>Обрезано по пределу токенов.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>Prompt:</source>
        <translation>Промпт:</translation>
    </message>
</context>
<context>
    <name>UsageWords</name>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Команды «%1» нет.</translation>
    </message>
    <message>
        <source>There is no option “%1” here.</source>
        <translation>Параметра «%1» здесь нет.</translation>
    </message>
    <message>
        <source>The argument “%1” has no place here.</source>
        <translation>Аргумент «%1» здесь лишний.</translation>
    </message>
    <message>
        <source>The option %1 needs a value.</source>
        <translation>Параметру %1 нужно значение.</translation>
    </message>
    <message>
        <source>The option %1 takes no value.</source>
        <translation>Параметр %1 не принимает значения.</translation>
    </message>
    <message>
        <source>The option %1 is given twice.</source>
        <translation>Параметр %1 задан дважды.</translation>
    </message>
    <message>
        <source>The value of %1 must be %2.</source>
        <translation>Значение %1 должно быть таким: %2.</translation>
    </message>
    <message>
        <source>An option is not text in UTF-8.</source>
        <translation>Параметр не является текстом в UTF-8.</translation>
    </message>
    <message>
        <source>The value of %1 is not text in UTF-8.</source>
        <translation>Значение %1 не является текстом в UTF-8.</translation>
    </message>
    <message>
        <source>Did you mean “%1”? All of them: %2.</source>
        <translation>Может быть, «%1»? Все варианты: %2.</translation>
    </message>
    <message>
        <source>How it goes: %1.</source>
        <translation>Правильно так: %1.</translation>
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
