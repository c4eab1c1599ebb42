namespace ServerSessions;

/// <summary>Sample ratio mismatch, by Pearson's chi-squared test.</summary>
/// <param name="IsChecked">Whether there were the 100 exposures that it needs.</param>
/// <param name="ChiSquared">The statistic.</param>
/// <param name="P">Chance of such a difference when all is well.</param>
/// <param name="IsMismatch">Checked, and P is below 0.001.</param>
public sealed record SampleRatioCheck(bool IsChecked, double ChiSquared, double P, bool IsMismatch);
