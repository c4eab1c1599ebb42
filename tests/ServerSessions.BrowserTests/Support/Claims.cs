namespace ServerSessions.BrowserTests.Support;

/// <summary>One message for all pages on which a claim does not hold.</summary>
internal static class Claims
{
    /// <summary>Fails with each page that has such findings.</summary>
    public static void None(IReadOnlyList<PageExam> exams, Func<PageExam, IReadOnlyList<string>> findings)
    {
        Assert.NotEmpty(exams);
        var broken = exams.Where(e => findings(e).Count > 0).Select(e => $"{e.Path}\n  {string.Join("\n  ", findings(e).Take(8))}").ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} of {exams.Count} pages:\n{string.Join('\n', broken)}");
    }
}
