using System.ComponentModel.DataAnnotations;

namespace ServerSessions.Tests.Support;

/// <summary>An input whose validation names what the client sent.</summary>
public sealed class TestNote : IValidatableObject
{
    public string? Text { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [new ValidationResult("wrong", [Text ?? "", nameof(Text)])];
}
