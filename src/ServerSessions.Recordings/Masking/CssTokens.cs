using System.Globalization;
using System.Text;

namespace ServerSessions.Recordings.Masking;

/// <summary>Reads the tokens of a style sheet from left to right. It ends with the text, whatever the text is.</summary>
internal struct CssTokens(string css)
{
    private const int MaxEscapeDigits = 6;

    private int _at;

    public bool TryNext(out CssToken token)
    {
        if (_at >= css.Length)
        {
            token = default;
            return false;
        }

        var start = _at;
        var (kind, name) = Read();
        token = new CssToken(kind, css[start.._at], name);
        return true;
    }

    /// <summary>Skips the rest of a block whose parenthesis was just read. An address without quotes ends with the first parenthesis; so does what is skipped here.</summary>
    public void SkipBlock()
    {
        for (var depth = 1; depth > 0 && TryNext(out var token);)
            depth += token.Kind == CssTokenKind.Function || token.Raw == "(" ? 1 : token.Raw == ")" ? -1 : 0;
    }

    /// <summary>Skips the rest of an at-rule: to its semicolon, or to the end of its block.</summary>
    public void SkipRule()
    {
        for (var depth = 0; TryNext(out var token);)
        {
            depth += token.Raw == "{" ? 1 : token.Raw == "}" ? -1 : 0;
            if (depth < 0 || (depth == 0 && token.Raw is ";" or "}"))
                return;
        }
    }

    private (CssTokenKind Kind, string Name) Read()
    {
        var c = css[_at];
        if (c == '/' && Peek(1) == '*')
        {
            var end = css.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            _at = end < 0 ? css.Length : end + 2;
            return (CssTokenKind.Comment, "");
        }

        if (c is '"' or '\'')
            return (CssTokenKind.Text, ReadText(c));
        if (c == '@')
        {
            _at++;
            return (CssTokenKind.AtKeyword, ReadName());
        }

        if (!StartsName(_at))
        {
            _at++;
            return (CssTokenKind.Other, "");
        }

        var name = ReadName();
        if (Peek(0) != '(')
            return (CssTokenKind.Other, name);
        _at++;
        return (CssTokenKind.Function, name);
    }

    private string ReadText(char quote)
    {
        var text = new StringBuilder();
        for (_at++; _at < css.Length && css[_at] != quote && css[_at] != '\n';)
            if (css[_at] == '\\' && Peek(1) == '\n')
                _at += 2;
            else
                text.Append(ReadCharacter());
        if (_at < css.Length)
            _at++;
        return text.ToString();
    }

    private string ReadName()
    {
        var name = new StringBuilder();
        while (StartsName(_at) || (_at < css.Length && char.IsAsciiDigit(css[_at])))
            name.Append(ReadCharacter());
        return name.ToString();
    }

    private string ReadCharacter()
    {
        if (css[_at] != '\\')
            return css[_at++].ToString();
        _at++;
        var start = _at;
        while (_at < css.Length && _at - start < MaxEscapeDigits && char.IsAsciiHexDigit(css[_at]))
            _at++;
        if (_at == start)
            return _at < css.Length ? css[_at++].ToString() : "";
        var code = int.Parse(css.AsSpan(start, _at - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (_at < css.Length && char.IsWhiteSpace(css[_at]))
            _at++;
        return Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD";
    }

    private readonly bool StartsName(int at) =>
        at < css.Length && (char.IsAsciiLetter(css[at]) || css[at] is '-' or '_' || css[at] > 127 || (css[at] == '\\' && at + 1 < css.Length && css[at + 1] != '\n'));

    private readonly char Peek(int ahead) => _at + ahead < css.Length ? css[_at + ahead] : '\0';
}
