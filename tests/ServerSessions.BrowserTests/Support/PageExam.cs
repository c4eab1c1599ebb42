namespace ServerSessions.BrowserTests.Support;

/// <summary>What was found on a page.</summary>
/// <param name="Path">The page.</param>
/// <param name="Faults">Console errors, failed requests, violations of the content security policy.</param>
/// <param name="Accessibility">Serious and critical findings in light colours.</param>
/// <param name="DarkAndNarrow">Text that is hard to read and targets that are hard to hit in dark colours on a screen of 400 pixels.</param>
/// <param name="Overflow">What reaches out of a screen of 1024 or 400 pixels, or into what stands beside it; empty when nothing does.</param>
/// <param name="Bytes">Bytes that were transferred for it.</param>
/// <param name="IsFirstVisit">Whether its browser had nothing of the site before.</param>
internal sealed record PageExam(
    string Path, IReadOnlyList<string> Faults, IReadOnlyList<string> Accessibility, IReadOnlyList<string> DarkAndNarrow, IReadOnlyList<string> Overflow,
    long Bytes, bool IsFirstVisit);
