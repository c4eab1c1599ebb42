using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// The endpoint filter of minimal APIs that declare something for session tracking: it sees the arguments as they were bound, and the
/// type of the result that the handler gave.
/// </summary>
internal sealed class SessionEndpointFilter(IReadOnlyList<string> names) : IEndpointFilter
{
    /// <summary>Adds the filter to every endpoint of a builder, once however many conventions ask for it.</summary>
    public static void AddTo(IEndpointConventionBuilder builder) => builder.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<Added>().Any())
            return;
        endpoint.Metadata.Add(new Added());
        endpoint.FilterFactories.Add(static (context, next) =>
        {
            var filter = new SessionEndpointFilter([.. context.MethodInfo.GetParameters().Select(p => p.Name ?? "")]);
            return invocation => filter.InvokeAsync(invocation, next);
        });
    });

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        BoundAccount.Note(context.HttpContext, names.Zip(context.Arguments, KeyValuePair.Create<string, object?>));
        var result = next(context);
        return result.IsCompletedSuccessfully ? ValueTask.FromResult(Note(context.HttpContext, result.Result)) : AwaitAsync(context.HttpContext, result);
    }

    private static async ValueTask<object?> AwaitAsync(HttpContext context, ValueTask<object?> result) => Note(context, await result);

    private static object? Note(HttpContext context, object? result)
    {
        var given = result is INestedHttpResult nested ? nested.Result : result;
        if (given is IResult && Visit.Of(context) is { } visit)
            visit.Result = given.GetType();
        return result;
    }

    private sealed class Added;
}
