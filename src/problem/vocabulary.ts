/** What a section of a statement is about. */
export type SectionKind =
  | 'statement'
  | 'input'
  | 'output'
  | 'sample'
  | 'sampleInput'
  | 'sampleOutput'
  | 'sampleBoth'
  | 'note'
  | 'constraints'
  | 'interaction'
  | 'other';

/**
 * The words judges head their sections with, in English, Chinese (both scripts), Japanese, Korean, Russian,
 * Spanish and Portuguese. All lower case, without numbers; a heading must equal one of them.
 */
const vocabulary: Record<SectionKind, string> = {
  statement: `problem|problem statement|problem description|description|statement|task|legend|background|the problem|story
    题目描述|内容|內容|题目背景|问题描述|描述|题目|题面|题意|背景|任务|題目描述|問題描述|題目敘述|題目|任務
    問題文|問題|ストーリー|문제|문제 설명|설명문
    условие|условие задачи|задача|описание|постановка задачи|легенда
    enunciado|descripción|descripción del problema|problema|el problema|descrição|descrição do problema|o problema|tarefa|tarea`,
  input: `input|inputs|input format|input specification|input description|input section|input data|the input|input file|format of input|format of the input|standard input
    输入|输入格式|输入描述|输入说明|输入数据|输入文件|輸入|輸入格式|輸入說明|輸入描述|輸入檔案
    入力|入力形式|입력|입력 형식|입력 설명
    входные данные|формат входных данных|входной файл|формат входного файла|ввод|формат ввода|исходные данные
    entrada|formato de entrada|la entrada|datos de entrada|descripción de la entrada|especificación de entrada|especificação de entrada|dados de entrada|formato da entrada|descrição da entrada|a entrada`,
  output: `output|outputs|output format|output specification|output description|output section|output data|the output|output file|format of output|format of the output|standard output|answer|answers
    输出|输出格式|输出描述|输出说明|输出数据|输出文件|輸出|輸出格式|輸出說明|輸出描述|輸出檔案
    出力|出力形式|출력|출력 형식|출력 설명
    выходные данные|формат выходных данных|выходной файл|формат выходного файла|вывод|формат вывода|результат|результат работы|ответ
    salida|formato de salida|la salida|datos de salida|descripción de la salida|especificación de salida|saída|formato de saída|formato da saída|especificação de saída|dados de saída|descrição da saída|a saída`,
  sample: `example|examples|sample|samples|sample test|sample tests|sample test case|sample test cases|sample case|sample cases|sample testcase|sample testcases|sample data|example test|example tests|example case|example cases|sample input and output|sample input output|sample inputs and outputs|sample inputs outputs|input output example|input output examples|examples of input and output|test example|test examples|sample i o|worked example|worked examples
    样例|示例|例|例子|例如|样例数据|样例输入输出|输入输出样例|输入输出示例|输入 输出样例|范例|测试样例|样例组|範例|樣例|範例測資|範例輸入輸出|輸入輸出範例|例題
    入出力例|入出力の例|例示|サンプル|예제|예시|예|입출력 예|입출력 예제|예제 입출력
    пример|примеры|примеры тестов|примеры входных и выходных данных|пример входных и выходных данных|примеры входных данных и результата|тесты из условия|пример теста|примеры ввода и вывода
    ejemplo|ejemplos|casos de ejemplo|caso de ejemplo|ejemplos de entrada y salida|ejemplo de entrada y salida|exemplo|exemplos|exemplos de entrada e saída|exemplo de entrada e saída|casos de exemplo|caso de exemplo`,
  sampleInput: `sample input|sample inputs|input sample|example input|input example|example inputs|input for sample|input for example|sample test input|sample standard input|input of sample|sample in|example in
    样例输入|输入样例|输入示例|示例输入|样例 输入|样例 的输入|输入范例|范例输入|範例輸入|輸入範例|樣例輸入|輸入樣例|範例 輸入|示例 输入|输入样例数据|例 输入
    入力例|入力サンプル|サンプル入力|예제 입력|입력 예|입력 예제|입력 예시|예시 입력
    пример ввода|пример входных данных|примеры входных данных|пример входного файла|ввод пример|пример входа
    ejemplo de entrada|entrada de ejemplo|ejemplos de entrada|entrada ejemplo|ejemplo entrada|exemplo de entrada|exemplos de entrada|entrada de exemplo|entrada exemplo|exemplo entrada`,
  sampleOutput: `sample output|sample outputs|output sample|example output|output example|example outputs|output for sample|output for example|output for sample input|output for the sample input|output for example input|sample test output|sample standard output|expected output|output of sample|sample out|example out|sample answer
    样例输出|输出样例|输出示例|示例输出|样例 输出|样例 的输出|输出范例|范例输出|範例輸出|輸出範例|樣例輸出|輸出樣例|範例 輸出|示例 输出|输出样例数据|例 输出
    出力例|出力サンプル|サンプル出力|예제 출력|출력 예|출력 예제|출력 예시|예시 출력
    пример вывода|пример выходных данных|примеры выходных данных|пример выходного файла|пример выхода
    ejemplo de salida|salida de ejemplo|ejemplos de salida|salida ejemplo|ejemplo salida|exemplo de saída|exemplos de saída|saída de exemplo|saída exemplo|exemplo saída`,
  sampleBoth: `sample input sample output|example input example output|input output
    样例输入 样例输出|输入样例 输出样例|输入 输出|範例輸入 範例輸出|輸入 輸出|入力例 出力例|예제 입력 예제 출력
    входные данные выходные данные|ввод вывод|entrada salida|entrada saída|exemplo de entrada exemplo de saída|ejemplo de entrada ejemplo de salida`,
  note: `note|notes|explanation|explanations|explanation for sample|explanation for sample output|explanation for sample input|explanation for the sample|explanation of sample|sample explanation|explanation of the sample|explanation of the samples|explanation of sample input|explanation of the example|explanation of example|example explanation|hint|hints|remark|remarks|explanation of sample output|sample note|notes on the sample|explanation for example
    说明|备注|解释|样例解释|样例说明|样例 解释|样例 说明|提示|说明 提示|注释|注意|示例说明|備註|說明|解釋|範例說明|範例解釋|样例输出说明|样例输入输出 说明|样例输入输出 解释
    注意|注記|説明|解説|サンプルの説明|補足|노트|힌트|설명|예제 설명|입출력 예 설명|참고
    примечание|примечания|пояснение|пояснения|пояснение к примеру|пояснения к примерам|пояснение к примерам|замечание|замечания|подсказка
    nota|notas|explicación|explicación del ejemplo|aclaración|observación|pista|explicação|explicação do exemplo|observação|observações|dica|explicação da saída`,
  constraints: `constraint|constraints|limits|limitations|bounds|data range|restrictions|constraints and notes|general constraints|input constraints
    数据范围|数据规模|数据规模与约定|数据范围与约定|数据范围与提示|数据规模和约定|约束|约束条件|限制|数据约定|数据范围 约定|評分說明|資料範圍|限制條件|數據範圍|约定
    制約|制約条件|제한|제약 조건|제한 사항|제한사항|제약
    ограничения|ограничение
    restricciones|límites|restrições|limites`,
  interaction: `interaction|interaction protocol|interactive protocol|protocol|interactive
    交互|交互格式|交互方式|交互协议|互動|入出力形式|インタラクション|인터랙션|상호작용
    взаимодействие|протокол взаимодействия|interacción|protocolo de interacción|interação|protocolo de interação`,
  other: `scoring|subtask|subtasks|grading|source|tags|tag|related topics|author|authors|credits|credit|follow up|followup|difficulty|category|time limit|memory limit|problem credits|origin|see also|submit|discussion|statistics|recommend|topics|companies|solution|approach|editorial
    子任务|測資資訊|测资信息|来源|标签|题目来源|算法标签|计分方式|评分方式|时空限制|进阶|子任務|來源|標籤|出處|出典|配点|小課題|小問題|部分点|출처|알고리즘 분류|서브태스크|채점|배점
    система оценки|система оценивания|подзадачи|источник|автор|темы|оценивание
    subtareas|puntuación|fuente|autor|etiquetas|subtarefas|pontuação|fonte`,
};

/** A phrase (lower case, no numbers) to the section it opens. */
export const phrases: ReadonlyMap<string, SectionKind> = new Map(
  (Object.keys(vocabulary) as SectionKind[]).flatMap((kind) =>
    vocabulary[kind]
      .split(/[|\n]/)
      .map((phrase): [string, SectionKind] => [phrase.trim(), kind])
      .filter(([phrase]) => phrase !== ''),
  ),
);
