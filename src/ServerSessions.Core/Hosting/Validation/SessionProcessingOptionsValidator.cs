using Microsoft.Extensions.Options;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Settings;

namespace ServerSessions.Hosting;

/// <summary>Validates the options of a host that records nothing, and reports all faults in one message.</summary>
internal sealed class SessionProcessingOptionsValidator(RegisteredRoles? registered = null, SettingsSource? source = null, IEnumerable<FurtherSection>? further = null) : IValidateOptions<SessionProcessingOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionProcessingOptions options)
    {
        var faults = new Faults(source?.Section, further);
        faults.AddRange(new ProcessingRanges().Validate(name, options));
        ProcessingChecks.Check(faults, options, registered);
        return faults.None ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Lines);
    }
}
