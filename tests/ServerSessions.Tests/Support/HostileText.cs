namespace ServerSessions.Tests.Support;

/// <summary>What visitors put where a text may come through: each one breaks out of some place where text can stand.</summary>
internal static class HostileText
{
    public static readonly string[] Corpus =
    [
        "<script>alert('pwned')</script>",
        "\"><img src=x onerror=alert('pwned')>",
        "' onmouseover='alert(1)' style='position:fixed",
        "javascript:alert('pwned')",
        "</title></svg></table><iframe src=//pwned.example></iframe>",
        "]]><!--<style>*{display:none}</style>-->",
        "{{constructor.constructor('pwned')()}}",
        "\u202Egpj.exe\u2066\u200F\u2028\u0000\u001B[31m",
        "\uD800 lone \uDFFF",
        "//pwned.example/%2e%2e/?a=1&b=<b>#x",
        new string('A', 5000) + "<b>pwned</b>",
        "",
    ];

    /// <summary>Gives one after the other, round and round.</summary>
    public static Func<string> Endless()
    {
        var next = 0;
        return () => Corpus[next++ % Corpus.Length];
    }
}
