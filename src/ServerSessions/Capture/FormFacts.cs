using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServerSessions.Capture;

/// <summary>Reads from an endpoint's metadata whether it takes what forms send, and whether it demands an antiforgery token with it.</summary>
internal static class FormFacts
{
    public static bool TakesForm(EndpointMetadataCollection metadata) =>
        NeedsToken(metadata)
        || metadata.GetMetadata<PageActionDescriptor>() is not null
        || metadata.GetMetadata<IAcceptsMetadata>() is { } accepts && accepts.ContentTypes.Any(IsForm);

    // The last metadata decides, as in the framework: an attribute of the action comes after the application's.
    public static bool NeedsToken(EndpointMetadataCollection metadata)
    {
        for (var i = metadata.Count - 1; i >= 0; i--)
            switch (metadata[i])
            {
                case IAntiforgeryMetadata antiforgery:
                    return antiforgery.RequiresValidation;
                case ValidateAntiForgeryTokenAttribute or AutoValidateAntiforgeryTokenAttribute:
                    return true;
                case IgnoreAntiforgeryTokenAttribute:
                    return false;
            }

        return false;
    }

    private static bool IsForm(string contentType) =>
        contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);
}
