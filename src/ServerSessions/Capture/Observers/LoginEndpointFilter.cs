using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Observers;

/// <summary>The endpoint filter of minimal APIs that take logins: it sees the arguments as they were bound.</summary>
internal sealed class LoginEndpointFilter(IReadOnlyList<string> names) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        BoundAccount.Note(context.HttpContext, names.Zip(context.Arguments, KeyValuePair.Create<string, object?>));
        return next(context);
    }
}
