namespace ServerSessions.BrowserTests.Support;

/// <summary>What was found on a page.</summary>
/// <param name="Path">The page.</param>
/// <param name="Faults">Console errors, failed requests, violations of the content security policy.</param>
/// <param name="Accessibility">Serious and critical findings in light colours.</param>
/// <param name="DarkContrast">Text that is hard to read in dark colours.</param>
/// <param name="Overflow">What reaches out of a screen of 400 pixels; empty when nothing does.</param>
internal sealed record PageExam(
    string Path, IReadOnlyList<string> Faults, IReadOnlyList<string> Accessibility, IReadOnlyList<string> DarkContrast, IReadOnlyList<string> Overflow);
