using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ServerSessions.Model;

/// <summary>The values that an option may have, both ends included. The generated validators and the JSON schema read it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedRangeAttribute : ValidationAttribute
{
    public AllowedRangeAttribute(double minimum, double maximum) => (Minimum, Maximum) = (minimum, maximum);

    /// <param name="minimum">A duration, "00:00:01".</param>
    /// <param name="maximum">A duration, "7.00:00:00".</param>
    public AllowedRangeAttribute(string minimum, string maximum) =>
        (Minimum, Maximum) = (TimeSpan.Parse(minimum, CultureInfo.InvariantCulture), TimeSpan.Parse(maximum, CultureInfo.InvariantCulture));

    /// <summary>A <see cref="double"/> for numbers, a <see cref="TimeSpan"/> for durations; so is <see cref="Maximum"/>.</summary>
    public IComparable Minimum { get; }

    public IComparable Maximum { get; }

    /// <summary>Whether both ends are excluded.</summary>
    public bool IsExclusive { get; set; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var given = value is TimeSpan ? value : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var (low, high) = (Minimum.CompareTo(given), Maximum.CompareTo(given));
        if ((low < 0 && high > 0) || (!IsExclusive && low <= 0 && high >= 0))
            return ValidationResult.Success;
        var expected = IsExclusive ? $"more than {Text(Minimum)} and less than {Text(Maximum)}" : $"{Text(Minimum)} to {Text(Maximum)}";
        return new ValidationResult($"{validationContext.DisplayName} is {Text(value)}; expected {expected}.");
    }

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
