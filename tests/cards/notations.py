"""What is a formula, a superscript, a subscript or ruby, and what only looks like one."""

# Each text with the HTML that it becomes.
TRUE = (
    # Formulas between dollars.
    ("$x^2$", r"\(x^2\)"), ("$E = mc^2$", r"\(E = mc^2\)"), ("$PV = nRT$", r"\(PV = nRT\)"),
    ("the $n$th row", r"the \(n\)th row"), ("面积是$x^2$的", r"面积是\(x^2\)的"),
    (r"$\text{speed} = 3$", r"\(\text{speed} = 3\)"), ("$-1$", r"\(-1\)"), ("$3x$", r"\(3x\)"),
    ("$a/b$", r"\(a/b\)"), ("$(a, b)$", r"\((a, b)\)"), ("$|x|$", r"\(|x|\)"), ("$^{14}C$", r"\(^{14}C\)"),
    ("Let $V$ be a space over $K$, and $v, w$ in $V$.", r"Let \(V\) be a space over \(K\), and \(v, w\) in \(V\)."),
    (r"$\lim_{n\to\infty} a_n = 0$", r"\(\lim_{n\to\infty} a_n = 0\)"), ("$f(x)$, $f'(x)$", r"\(f(x)\), \(f'(x)\)"),
    (r"$\varepsilon > 0$", r"\(\varepsilon &gt; 0\)"), ("the $x$s and the $y$s", r"the \(x\)s and the \(y\)s"),
    (r"($a_{ij}$)", r"(\(a_{ij}\))"), ("$O(n)$", r"\(O(n)\)"), ("$P(A, B)$", r"\(P(A, B)\)"), ("$1.5$", r"\(1.5\)"),
    (r"$\sin x + \cos x$", r"\(\sin x + \cos x\)"), ("$x_{max}$", r"\(x_{max}\)"), ("$a<b$", r"\(a&lt;b\)"),
    ("$$\\int_a^b f$$", r"\[\int_a^b f\]"), ("$$\\frac{1}{x^{2}}$$", r"\[\frac{1}{x^{2} }\]"),
    ("\\(x\\) \\[y\\]", r"\(x\) \[y\]"), ("$\\$5 + \\$6$", r"\(\$5 + \$6\)"), ("**$x$**", r"<strong>\(x\)</strong>"),
    ("- $x^2$\n- $y$", r"<ul><li>\(x^2\)</li><li>\(y\)</li></ul>"), ("# $x$", r"<h1>\(x\)</h1>"),
    ("$5! = 120$ costs $5", r"\(5! = 120\) costs $5"),
    # Superscripts.
    ("10^3^", "10<sup>3</sup>"), ("(m^2^)", "(m<sup>2</sup>)"), ("SO~4~^2-^", "SO<sub>4</sub><sup>2-</sup>"),
    ("^14^C", "<sup>14</sup>C"), ("x^n+1^", "x<sup>n+1</sup>"), ("Na^+^ and Cl^-^", "Na<sup>+</sup> and Cl<sup>-</sup>"),
    ("5 m/s^2^.", "5 m/s<sup>2</sup>."), ("10^-3^ mol", "10<sup>-3</sup> mol"), ("the 2^nd^", "the 2<sup>nd</sup>"),
    ("^238^U decays to ^234^Th", "<sup>238</sup>U decays to <sup>234</sup>Th"), ("cm^−1^", "cm<sup>−1</sup>"),
    ("Ca^2+^", "Ca<sup>2+</sup>"), ("*x*^2^ no, x^2^", "<em>x</em>^2^ no, x<sup>2</sup>"), ("[Fe]^3+^", "[Fe]<sup>3+</sup>"),
    # Subscripts.
    ("H~2~O", "H<sub>2</sub>O"), ("C~n~H~2n+2~", "C<sub>n</sub>H<sub>2n+2</sub>"), ("CO~2~", "CO<sub>2</sub>"),
    ("Ca(OH)~2~", "Ca(OH)<sub>2</sub>"), ("v~max~ = 3", "v<sub>max</sub> = 3"), ("a~i+1~", "a<sub>i+1</sub>"),
    ("C~6~H~12~O~6~", "C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>"), ("~~H~2~O~~", "<s>H<sub>2</sub>O</s>"),
    # Ruby.
    ("{漢字|かんじ}", "<ruby>漢字<rt>かんじ</rt></ruby>"), ("{食|た}べる", "<ruby>食<rt>た</rt></ruby>べる"),
    ("{お茶|おちゃ}", "<ruby>お茶<rt>おちゃ</rt></ruby>"), ("{汉字|hànzì}", "<ruby>汉字<rt>hànzì</rt></ruby>"),
    ("{注音|ㄓㄨˋ ㄧㄣ}", "<ruby>注音<rt>ㄓㄨˋ ㄧㄣ</rt></ruby>"), ("{你好|nǐ hǎo}!", "<ruby>你好<rt>nǐ hǎo</rt></ruby>!"),
    ("**{東京|とうきょう}** に", "<strong><ruby>東京<rt>とうきょう</rt></ruby></strong> に"),
    ("{々木|ササキ}", "<ruby>々木<rt>ササキ</rt></ruby>"),
)  # fmt: skip

# Texts that stay what they are.
FALSE = (
    # Prices, shells, templates and patterns.
    "$5 and $6", "from $5 (US$)", "from $5+ to 10$", "$HOME:$PATH", "${A}/${B}", "$a and b$", "^a$|^b$",
    r"^\d+$|^\w+$", "kill $$ or echo $$", "cost $$$", "It costs $5.", "between $1,000 and $2,000", "US$5 = A$7",
    "echo $? $!", "$1 and $2 are arguments", "$this->a = $b", "a $10 bill and a $20 bill", "$PATH", "$_ and $@",
    "s/a$/b/", "an $n-gram", "$$ alone", "5$ to 6$", "A$AP and Ke$ha", "$ x $", "$5 to 6$", "$the average$",
    r"^(\w+)$ and ^(\d+)$", "$x = the mean$", "a$b$c", "$(ls) and $(pwd)", "$foo, $bar", "$ 5 + $ 6",
    # Carets.
    "a^2+b^2=c^2", "O(n^2)+O(m^2)", "2^31/2^32", "HEAD^..HEAD^2", "[^a-z][^0-9]", "a ^ b ^ c", "x^2", "^_^", "^^",
    "1 ^ 2 = 3", "git reset HEAD^ and HEAD^^", "caret: ^ and ^", "[^1] and [^2]", "x^(a)^y", "^1.2 and ^2.0",
    # Tildes.
    "HEAD~1..HEAD~3", "~/a:~/b", "~5 and ~6", "~/.config", "main~2 and main~3", "a ~ b ~ c", "/~user/~x", "~ 5 ~",
    "log~2~n", "~10% to ~20%", "v1~rc1 < v1~rc2", "x~y", "~a and ~b",
    # Braces, brackets and bars.
    "{a|b}", "{ls|wc}", "{{ x|upper }}", "選択[はい]", "出典[ここ]", "{か|カ}", "{漢字|kanji}", "{漢字}", "{漢|字}", "a | b",
    "a || b", "x | y | z", "|x| + |y|", "{x | x > 0}", "| a | b |", "cat a | grep b | wc -l", "漢字[かんじ]",
    # Prose with other signs.
    "a < b", "a > b", "5 * 3", "a == b == c", "C:\\new\\dir", "\\d+\\w", "a & b", "AT&T", "R&D; Q&A", "#hashtag", "C# and F#",
    "snake_case_name", "__init__", "_x_", "f(x)[0]", "[a] [b][c]", "std::vector<int>", "a -- b --- c",
    "user@host:~/dir$ ls", "100 %", "!important", "Hello, world!", "1.5.2", "-1", "+49 30", "=x+1", "==x==", "[[x]]", "<b>", "日本語",
)  # fmt: skip
