namespace ServerSessions.Insights;

/// <summary>Sample ratio mismatch, by Pearson's chi-squared test.</summary>
/// <param name="IsChecked">Whether there were the required 100 exposures.</param>
/// <param name="ChiSquared">The statistic.</param>
/// <param name="P">Probability of such a difference by chance.</param>
/// <param name="IsMismatch">Checked, and P is below 0.001.</param>
public sealed record SampleRatioCheck(bool IsChecked, double ChiSquared, double P, bool IsMismatch);
