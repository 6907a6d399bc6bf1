namespace Handler.Receiver;

/// <summary>
/// Sees every POST to the webhook, refused ones too; register any number with the services. For showing and counting; what must not be
/// lost belongs in the handler.
/// </summary>
public interface IReceiptObserver
{
    /// <summary>
    /// Called after the push was kept, or refused, and before the sender is answered; so it must be quick. Called from many threads at
    /// once. What it throws is logged and changes nothing.
    /// </summary>
    void OnReceipt(Receipt receipt);
}
