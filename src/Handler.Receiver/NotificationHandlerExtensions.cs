using System.Diagnostics.CodeAnalysis;
using Handler.Receiver.Handling;
using Handler.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Handler.Receiver;

/// <summary>
/// Giving the receiver its handler. Lambdas take the push first, then up to four services of a scope made for the handling, then, if they
/// want it, a <see cref="CancellationToken"/>; all bound by the compiler, so nothing is looked up by reflection, trimming and AOT lose
/// nothing, and a handler that returns no <see cref="Task"/> (whose throw nobody would see) does not compile.
/// </summary>
public static class NotificationHandlerExtensions
{
    /// <summary>Handles each push with a <typeparamref name="THandler"/> from the services, registered as scoped unless it already is.</summary>
    /// <exception cref="InvalidOperationException">There is a handler already.</exception>
    public static PushReceiverBuilder OnNotification<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this PushReceiverBuilder builder)
        where THandler : class, INotificationHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<THandler>();
        return builder.Handle(new(
            (services, push, cancel) => services.GetRequiredService<THandler>().HandleAsync(push, cancel), typeof(THandler)));
    }

    /// <summary>Handles each push with a lambda. What <see cref="INotificationHandler.HandleAsync"/> says of handlers holds for it.</summary>
    /// <param name="builder">The receiver.</param>
    /// <param name="handler">Such as <c>async (ReceivedNotification push, Billing billing, CancellationToken cancel) => …</c>.</param>
    /// <exception cref="InvalidOperationException">There is a handler already.</exception>
    public static PushReceiverBuilder OnNotification(
        this PushReceiverBuilder builder, Func<ReceivedNotification, Task> handler) =>
        builder.Handle(new((_, push, _) => handler(push)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification(
        this PushReceiverBuilder builder, Func<ReceivedNotification, CancellationToken, Task> handler) =>
        builder.Handle(new((_, push, cancel) => handler(push, cancel)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, Task> handler)
        where T1 : notnull =>
        builder.Handle(new((services, push, _) => handler(push, services.GetRequiredService<T1>()), typeof(T1)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, CancellationToken, Task> handler)
        where T1 : notnull =>
        builder.Handle(new((services, push, cancel) => handler(push, services.GetRequiredService<T1>(), cancel), typeof(T1)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1, T2>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, T2, Task> handler)
        where T1 : notnull
        where T2 : notnull =>
        builder.Handle(new((services, push, _) => handler(push, services.GetRequiredService<T1>(), services.GetRequiredService<T2>()), typeof(T1), typeof(T2)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1, T2>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, T2, CancellationToken, Task> handler)
        where T1 : notnull
        where T2 : notnull =>
        builder.Handle(new((services, push, cancel) => handler(push, services.GetRequiredService<T1>(), services.GetRequiredService<T2>(), cancel), typeof(T1), typeof(T2)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1, T2, T3>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, T2, T3, Task> handler)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull =>
        builder.Handle(new((services, push, _) => handler(push, services.GetRequiredService<T1>(), services.GetRequiredService<T2>(), services.GetRequiredService<T3>()), typeof(T1), typeof(T2), typeof(T3)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1, T2, T3>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, T2, T3, CancellationToken, Task> handler)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull =>
        builder.Handle(new((services, push, cancel) => handler(push, services.GetRequiredService<T1>(), services.GetRequiredService<T2>(), services.GetRequiredService<T3>(), cancel), typeof(T1), typeof(T2), typeof(T3)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1, T2, T3, T4>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, T2, T3, T4, Task> handler)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull =>
        builder.Handle(new((services, push, _) => handler(push, services.GetRequiredService<T1>(), services.GetRequiredService<T2>(), services.GetRequiredService<T3>(), services.GetRequiredService<T4>()), typeof(T1), typeof(T2), typeof(T3), typeof(T4)));

    /// <inheritdoc cref="OnNotification(PushReceiverBuilder, Func{ReceivedNotification, Task})"/>
    public static PushReceiverBuilder OnNotification<T1, T2, T3, T4>(
        this PushReceiverBuilder builder, Func<ReceivedNotification, T1, T2, T3, T4, CancellationToken, Task> handler)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull =>
        builder.Handle(new((services, push, cancel) => handler(push, services.GetRequiredService<T1>(), services.GetRequiredService<T2>(), services.GetRequiredService<T3>(), services.GetRequiredService<T4>(), cancel), typeof(T1), typeof(T2), typeof(T3), typeof(T4)));

    private static PushReceiverBuilder Handle(this PushReceiverBuilder builder, NotificationDelegate handler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(NotificationDelegate)))
        {
            throw new InvalidOperationException(
                "OnNotification was called twice. A push has one handler, because a throw is tried again as a whole; call both from one.");
        }

        builder.Services.AddSingleton(handler);
        return builder;
    }
}
