using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// The forms of Razor components (<see cref="EditForm"/>) that were rendered on the server while a request was answered that may have sent one of them.
/// </summary>
internal sealed class ComponentForms
{
    // The renderer has no request, and the application may render elsewhere at the same time.
    private static readonly AsyncLocal<ComponentForms?> Current = new();

    private readonly List<EditForm> _forms = [];
    private bool _isClosed;

    /// <summary>Whether a request may send a form of a component, which is then rendered again with what was wrong.</summary>
    public static bool MayBeSentTo(Endpoint endpoint, HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    /// <summary>A component was created, by a request or by anything else.</summary>
    public static void Note(IComponent component)
    {
        if (component is EditForm form && Current.Value is { } forms)
            lock (forms._forms)
                if (!forms._isClosed)
                    forms._forms.Add(form);
    }

    /// <summary>Lets go of the forms and their models: work that a request leaves behind keeps its execution context, and with it this object.</summary>
    public void Close()
    {
        lock (_forms)
        {
            _isClosed = true;
            _forms.Clear();
        }
    }

    /// <summary>Collects the forms that the application renders.</summary>
    public async Task WatchAsync(RequestDelegate next, HttpContext context)
    {
        // A value that an asynchronous method sets here is lost when the method ends.
        Current.Value = this;
        await next(context);
    }

    /// <summary>The failing fields of the forms that are shown; null when no form has a message.</summary>
    public IReadOnlyList<string>? FailingFields()
    {
        List<string>? fields = null;
        lock (_forms)
            foreach (var form in _forms)
                if (form.EditContext is { } edited && edited.GetValidationMessages().Any())
                    (fields ??= []).AddRange(FormMessages.Fields(edited));
        return fields;
    }
}
