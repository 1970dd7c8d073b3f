/** How a language is known, and how a request from outside is declined in it. The first that fits is taken. */
const languages: { sign: RegExp; decline: string }[] = [
  {
    sign: /[\u3040-\u30ff]/,
    decline:
      'それは私の専門外です。競技プログラミングと数学の問題なら、解説、ヒント、コードの確認などでお手伝いできます。',
  },
  {
    sign: /[\uac00-\ud7af]/,
    decline:
      '그건 제 분야가 아니라 죄송하지만, 알고리즘 문제와 수학 문제의 풀이, 힌트, 코드 검토는 기꺼이 도와드릴게요.',
  },
  {
    sign: /\p{Script=Han}/u,
    decline: '抱歉,这不是我擅长的事;算法竞赛题和数学题的讲解、提示、解题与代码检查,我很乐意帮忙。',
  },
  {
    sign: /\p{Script=Cyrillic}/u,
    decline:
      'К сожалению, это не по моей части, но я с радостью помогу с олимпиадными задачами по программированию и математике: объясню, подскажу, проверю код.',
  },
  {
    sign: /\b(?:racont\w*|tradui\w*|une|quelles?|les|poèmes?|chanson|histoire|lettre|phrase|temps|blague|jour)\b|[çœ]/i,
    decline:
      'Désolé, cela sort de mon domaine, mais je vous aide volontiers pour des problèmes d’algorithmique et de mathématiques : explications, indices, relecture de code.',
  },
  {
    sign: /\b(?:escrib\w*|cuént\w*|traduc[ei]\w*|una?|qué|cuál|noticias|para|hazme|dame)\b|[¿¡ñ]/i,
    decline:
      'Lo siento, eso queda fuera de lo mío, pero con gusto te ayudo con problemas de programación competitiva y de matemáticas: los explico, doy pistas y reviso código.',
  },
  {
    sign: /\b(?:escreva|conte|traduza|uma|notícias|você|não|faça)\b|[ãõ]/i,
    decline:
      'Desculpe, isso foge ao que faço, mas terei prazer em ajudar com problemas de programação competitiva e de matemática: explico, dou dicas e reviso código.',
  },
  {
    sign: /\b(?:schreib\w*|erzähl\w*|übersetz\w*|eine?n?|was|wie|das|mir|gibt)\b|ß/i,
    decline:
      'Das liegt leider außerhalb meines Gebiets, aber bei Aufgaben aus Programmierwettbewerben und Mathematik helfe ich gern: mit Erklärungen, Hinweisen und beim Prüfen von Code.',
  },
];

const english =
  'Sorry, that is outside what I do, but I gladly help with competitive programming and mathematics: explaining problems, giving hints, solving them and reviewing code.';

/** Words of programming and mathematics: with one of them a question is never turned away. */
const inside =
  /`|\b(?:code|coding|coder|program\w*|algorithm\w*|function|array|list|string|substring|graph|tree|dp|greedy|complexity|loop|recurs\w*|c\+\+|cpp|python|java|javascript|typescript|rust|golang|kotlin|haskell|ruby|php|lua|sql|problem|statement|samples?|test ?cases?|inputs?|outputs?|prove|proof|theorem|lemma|equation|numbers?|integers?|digits?|primes?|modulo|matrix|sum|maths?|mathemat\w*|calculus|algebra|geometry|probability|TLE|WA|MLE|RTE|contest|codeforces|atcoder|leetcode|luogu|icpc|ioi|editorial|solution|solve|hints?|bug|debug|compil\w*|runtime|overflow|queue|stack|heap|hash|sort\w*|search\w*|binary|bits?|regex|parse\w*|pointer|memory|data structure|sequence|permutations?|palindrome|vowels?|count|frequency|características|código|algorit\w*|problema|matemátic\w*|ecuación|equação|problème|programme|équation|mathémat\w*|aufgabe|programm\w*|gleichung|mathemat\w*)\b|代码|程序|算法|题|数组|字符串|函数|数学|方程|证明|复杂度|输入|输出|样例|递归|动态规划|排序|编程|код|программ|алгоритм|задач|массив|строк[аиу]|функци|уравнени|доказ|математ|сложност|コード|プログラム|アルゴリズム|問題|配列|文字列|関数|数学|計算量|코드|프로그램|알고리즘|문제|배열|문자열|함수|수학|복잡도/iu;

const works = `(?:poems?|haikus?|sonnets?|limericks?|songs?|lyrics|rap|ballads?|fairy ?tales?|bedtime stor(?:y|ies)|short stor(?:y|ies)|love stor(?:y|ies)|stor(?:y|ies)|novels?|screenplay|jokes?|riddle about|essays?|speech(?:es)?|toasts?|love letters?|letters?|e-?mails?|cover letters?|resumes?|cvs?|tweets?|blog posts?|slogans?|recipes?|horoscopes?|diet plans?|meal plans?|workout plans?|itinerar(?:y|ies)|birthday (?:card|wishes))`;

/** Requests as they are made: an asking word and what is asked for, near each other. */
const outside: RegExp[] = [
  new RegExp(
    String.raw`\b(?:write|compose|create|make|draft|tell|give|sing|read|recite|invent|generate|recommend|need|want)\b[^.?!\n]{0,40}\b${works}\b`,
    'i',
  ),
  /\b(?:latest|today'?s|recent|breaking|world|sports?)\b[^.?!\n]{0,20}\b(?:news|headlines)\b|\bnews (?:about|from|today|on)\b|\bwhat(?:'s| is) (?:happening|going on) in the world\b/i,
  /\b(?:weather|forecast|temperature outside)\b[^.?!\n]{0,30}\b(?:today|tomorrow|like|in|for|this week)\b/i,
  /\b(?:stock|share|bitcoin|crypto\w*) prices?\b|\bexchange rate\b|\bwho (?:won|will win) the (?:election|match|game|world cup|super bowl|oscar)/i,
  /\btranslate\b[^.?!\n]{0,60}\b(?:sentence|paragraph|letter|e-?mail|poem|song|article|menu|text|phrase|word)\b|\btranslate\b[^:\n]{0,40}\b(?:in)?to (?:english|french|german|spanish|chinese|russian|japanese|korean|italian|portuguese|latin|arabic)\b\s*[:：]/i,
  /\b(?:recipe for|how (?:do|can) i (?:cook|bake)|restaurants? (?:in|near)|movies? to watch|which movie|dating advice|lose weight|travel to|hotels? in|horoscope for)\b/i,
  /(?:写|作|来|创作|编)(?:一)?(?:首|篇|个|段|封)?[^。?!\n]{0,12}(?:诗|诗歌|歌词|歌|小说|故事|笑话|散文|作文|情书|信|菜谱|演讲稿)|(?:今天|最新|最近)的?[^。?!\n]{0,6}(?:新闻|天气|股价)|(?:天气|股价)(?:怎么样|如何|预报)|把?[^。\n]{0,12}(?:句话|段话|文章|句子|短文|信)[^。\n]{0,8}翻译|翻译(?:一下)?(?:这|下面|以下)?[^。\n]{0,6}(?:句|段|文章|信)|讲(?:一)?个[^。\n]{0,6}(?:笑话|故事)/u,
  /(?:напиши|сочини|придумай|расскажи)\S{0,2}[^.?!\n]{0,30}(?:стих|поэм|песн|рассказ|сказк|анекдот|письмо|эссе|сочинени|шутк)|(?:последние|свежие|сегодняшние)[^.?!\n]{0,10}новости|какая (?:сегодня |завтра )?погода|переведи\S{0,2}[^.?!\n]{0,30}(?:предложени|текст|фраз|письмо|абзац)/iu,
  /\b(?:escrib\w+|hazme|cuéntame|dame|compón\w*)\b[^.?!\n]{0,30}(?:poemas?|canci[oó]n|cuento|historia|chiste|ensayo|carta|receta)|noticias de hoy|últimas noticias|qué tiempo|traduc\w+[^.?!\n]{0,30}(?:frase|texto|carta|párrafo)/iu,
  /\b(?:escreva|conte|faça|me dê)\b[^.?!\n]{0,30}(?:poemas?|canção|conto|história|piada|carta|receita)|notícias de hoje|últimas notícias|traduza[^.?!\n]{0,30}(?:frase|texto|carta)/iu,
  /(?:^|[\s'’])(?:écri\w+|racont\w+|compos\w+|donne\w*)[^.?!\n]{0,30}(?:poèmes?|chanson|histoire|conte|blague|lettre|recette|dissertation)|nouvelles du jour|dernières nouvelles|quel temps|tradui\w+[^.?!\n]{0,30}(?:phrase|texte|lettre|paragraphe)/iu,
  /(?:schreib\w*|erzähl\w*|dichte)[^.?!\n]{0,30}(?:gedichte?|lied|geschichte|märchen|witz|aufsatz|brief|rezept)|nachrichten (?:von|des) |neuesten nachrichten|wie wird das wetter|wetter (?:heute|morgen)|übersetz\w*[^.?!\n]{0,30}(?:satz|text|brief|absatz)/iu,
  /(?:詩|俳句|歌詞|物語|小説|手紙|ジョーク|作文|レシピ)[^。\n]{0,8}(?:書いて|作って|教えて|ください)|今日の(?:ニュース|天気)|(?:文章|手紙|文)を?[^。\n]{0,8}翻訳/u,
  /(?:시|노래|가사|소설|이야기|편지|농담|수필|레시피)[^.\n]{0,8}(?:써|지어|만들어|해|알려)\s?(?:줘|주세요)|오늘(?:의)? (?:뉴스|날씨)|(?:문장|글|편지)[^.\n]{0,8}번역/u,
];

/**
 * The one sentence by which a request for poems, news, translations and their like is declined, in its language.
 * Undefined: it may be a question of programming or mathematics, and that is left to the model.
 */
export function declined(message: string): string | undefined {
  const text = message.slice(0, 2000);
  if (message.length > 2000 || inside.test(text) || !outside.some((request) => request.test(text)))
    return undefined;
  return languages.find(({ sign }) => sign.test(text))?.decline ?? english;
}
