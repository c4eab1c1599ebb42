using Microsoft.Extensions.Options;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>Checks every single option that has a range; generated from the attributes of the options.</summary>
[OptionsValidator]
internal sealed partial class WebhookRanges : IValidateOptions<WebhookOptions>;
