namespace Handler.Benchmarks.Delivery;

/// <summary>One side of a comparison, in a process of its own. The steps come in this order, again and again.</summary>
internal interface ISide
{
    /// <summary>Makes ready to send so many notifications; not measured.</summary>
    Task PrepareAsync(int count);

    /// <summary>Sends them; measured from before the call to after its end.</summary>
    Task SendAsync();

    /// <summary>Checks that nothing is left, and clears away; not measured.</summary>
    Task FinishAsync();
}
