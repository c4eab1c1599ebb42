using System.Collections;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Observers;

namespace ServerSessions.Tests.Capture;

/// <summary>Observing a form runs no code of its model and keeps nothing of it.</summary>
public class FormMessagesTests
{
    [Fact]
    public void Objects_inside_the_model_are_found_by_the_fields_of_automatic_properties()
    {
        var order = new Order();
        order.Lines.Add(new Line());
        Assert.Equal(["Address.Street", "Lines.Item"], Fields(order, (order.Address, "Street"), (order.Lines[0], "Item")));
        var proxy = new OrderProxy();
        Assert.Equal(["Name", "Address.Street"], Fields(proxy, (proxy, "Name"), (proxy.Known, "Street")));
        Assert.Equal(0, proxy.Loads);
    }

    [Fact]
    public void Neither_getters_nor_sequences_of_the_application_run_and_their_messages_are_of_another_field()
    {
        var model = new Hostile();
        Assert.Equal([FailingFields.Other], Fields(model, (model.Hidden(), "Street")));
        Assert.Equal(0, model.Runs);
    }

    [Fact]
    public void Work_that_a_request_leaves_behind_keeps_no_form()
    {
        var forms = new ComponentForms();
        ExecutionContext? left = null;
        _ = forms.WatchAsync(
            _ =>
            {
                ComponentForms.Note(Shown());
                left = ExecutionContext.Capture();
                return Task.CompletedTask;
            },
            new DefaultHttpContext());
        Assert.Equal(["Name"], forms.FailingFields());
        forms.Close();
        ExecutionContext.Run(left!, _ => ComponentForms.Note(Shown()), null);
        Assert.Null(forms.FailingFields());
    }

    private static EditForm Shown()
    {
        var order = new Order();
        var form = new EditForm();
        // As the renderer sets parameters.
        typeof(EditForm).GetProperty(nameof(EditForm.EditContext))!.SetValue(form, new EditContext(order));
        new ValidationMessageStore(form.EditContext!).Add(new FieldIdentifier(order, "Name"), "missing");
        return form;
    }

    private static IReadOnlyList<string> Fields(object model, params (object Model, string Field)[] failing)
    {
        var edited = new EditContext(model);
        var messages = new ValidationMessageStore(edited);
        foreach (var (owner, field) in failing)
            messages.Add(new FieldIdentifier(owner, field), "wrong");
        return FormMessages.Fields(edited);
    }

    public class Order
    {
        public string Name { get; set; } = "";

        public virtual Address Address { get; set; } = new();

        public List<Line> Lines { get; } = [];
    }

    public sealed class Address
    {
        public string Street { get; set; } = "";
    }

    public sealed class Line
    {
        public string Item { get; set; } = "";
    }

    // As a proxy for lazy loading overrides what it loads.
    public sealed class OrderProxy : Order
    {
        public int Loads { get; private set; }

        public Address Known => base.Address;

        public override Address Address
        {
            get
            {
                Loads++;
                return base.Address;
            }
            set => base.Address = value;
        }
    }

    public sealed class Hostile : IEnumerable<Address>
    {
        private readonly Address _hidden = new();

        public int Runs { get; private set; }

        public Address Loaded => Run(_hidden);

        public Hostile All => Run(this);

        public IEnumerable<Address> Later { get; }

        public Hostile()
        {
            Later = this.Select(a => a);
        }

        public Address Hidden() => _hidden;

        public IEnumerator<Address> GetEnumerator() => ((IEnumerable<Address>)[Run(_hidden)]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private T Run<T>(T value)
        {
            Runs++;
            return value;
        }
    }
}
