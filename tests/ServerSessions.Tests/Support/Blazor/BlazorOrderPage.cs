using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;

namespace ServerSessions.Tests.Support.Blazor;

/// <summary>A page that is rendered on the server only: a form that is checked, and shown again with what is wrong, and a second one that is never sent.</summary>
[Route("/order")]
[RequireAntiforgeryToken(false)]
public sealed class BlazorOrderPage : ComponentBase
{
    [Inject] public required NavigationManager Navigation { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public BlazorOrder? Order { get; set; }

    private EditContext? _edited;
    private ValidationMessageStore? _messages;

    protected override void OnInitialized()
    {
        Order ??= new BlazorOrder();
        _edited = new EditContext(Order);
        _messages = new ValidationMessageStore(_edited);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenComponent<EditForm>(0);
        builder.AddComponentParameter(1, nameof(EditForm.EditContext), _edited);
        builder.AddComponentParameter(2, nameof(EditForm.FormName), "order");
        builder.AddComponentParameter(3, nameof(EditForm.OnValidSubmit), EventCallback.Factory.Create<EditContext>(this, Accept));
        builder.AddComponentParameter(4, nameof(EditForm.ChildContent), (RenderFragment<EditContext>)(_ => inner =>
        {
            inner.OpenComponent<DataAnnotationsValidator>(0);
            inner.CloseComponent();
            inner.OpenComponent<ValidationSummary>(1);
            inner.CloseComponent();
        }));
        builder.CloseComponent();
        builder.OpenComponent<EditForm>(5);
        builder.AddComponentParameter(6, nameof(EditForm.Model), new BlazorOrder());
        builder.AddComponentParameter(7, nameof(EditForm.FormName), "other");
        builder.CloseComponent();
    }

    // What only the application can check, about an object inside the model, and about what the client named.
    private void Accept()
    {
        var address = Order!.Address;
        if (address?.Street == "nowhere")
            _messages!.Add(_edited!.Field("Address"), "unknown");
        if (address?.Street == "inside")
            _messages!.Add(new FieldIdentifier(address, nameof(BlazorAddress.Street)), "unknown");
        if (address?.Street == "invented")
            _messages!.Add(_edited!.Field(Order.Name!), "unknown");
        if (Order.Name == "away")
            Navigation.NavigateTo("/thanks");
    }
}
