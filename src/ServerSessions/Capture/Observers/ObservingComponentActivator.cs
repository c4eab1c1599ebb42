using Microsoft.AspNetCore.Components;

namespace ServerSessions.Capture.Observers;

/// <summary>Sees the forms that components render: how they were validated shows in nothing that a request has.</summary>
internal sealed class ObservingComponentActivator(IComponentActivator inner) : IComponentActivator
{
    public IComponent CreateInstance(Type componentType)
    {
        var component = inner.CreateInstance(componentType);
        ComponentForms.Note(component);
        return component;
    }
}
