using Microsoft.ML.OnnxRuntime;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using ErrorCode = RedKube.Core.Errors.ErrorCode;

namespace RedKube.Adapters.Onnx;

/// <summary>Opens a model on the device that was asked for, or finds out which one works.</summary>
internal static class DeviceChooser
{
    private const string Needs =
        "needed are an NVIDIA driver, CUDA and cuDNN 9 as this release of ONNX Runtime wants them, and its provider library beside the program";

    /// <summary>Opens a detector and runs it once on padding, so that what does not work is known now.</summary>
    /// <exception cref="RedKubeException">RK1001 for an unknown device, RK3006 where the device does not work, RK3009 where the model does not take the shape.</exception>
    public static OnnxDetector Open(ModelRef model, ModelProbe probe, InputPlan plan, DetectorOptions options, string engineCache)
    {
        switch (options.Device.Trim().ToLowerInvariant())
        {
            case "cpu":
                return OnCpu(model, probe, plan, options, "CPU, as asked for");
            case "tensorrt":
                return OnGpu(model, probe, plan, options, Device.TensorRt(0, engineCache));
            case "auto":
                return Auto(model, probe, plan, options);
            case "cuda":
                return OnGpu(model, probe, plan, options, Device.Cuda(0));
            case var name when name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out var number) && number >= 0:
                return OnGpu(model, probe, plan, options, Device.Cuda(number));
            default:
                throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The device is {options.Device}; it is auto, cpu, cuda, cuda:N or tensorrt.");
        }
    }

    private static OnnxDetector Auto(ModelRef model, ModelProbe probe, InputPlan plan, DetectorOptions options)
    {
        try
        {
            return OnnxDetector.Open(model, probe, plan, options, Device.Cuda(0), "CUDA device 0, because it works");
        }
        catch (Exception e) when (IsDeviceFault(e))
        {
            return OnCpu(model, probe, plan, options, $"CPU, because CUDA does not work here: {DeviceFaults.Explain(e)}");
        }
    }

    private static OnnxDetector OnCpu(ModelRef model, ModelProbe probe, InputPlan plan, DetectorOptions options, string choice)
    {
        try
        {
            return OnnxDetector.Open(model, probe, plan, options, Device.Cpu, choice);
        }
        catch (OnnxRuntimeException e)
        {
            var batch = plan.Batch(options.BatchSize, Device.Cpu.UsualBatch);
            throw new RedKubeException(
                ErrorCode.ModelInputMismatch,
                $"The model does not run with an input of [{string.Join(", ", plan.Shape(batch))}]: {DeviceFaults.FirstLine(e)} Choose another --tile-size or --batch-size, or state input.width and input.height in its card.",
                e);
        }
    }

    private static OnnxDetector OnGpu(ModelRef model, ModelProbe probe, InputPlan plan, DetectorOptions options, Device device)
    {
        try
        {
            return OnnxDetector.Open(model, probe, plan, options, device, $"{device.Name}, as asked for");
        }
        catch (Exception e) when (IsDeviceFault(e))
        {
            throw new RedKubeException(
                ErrorCode.DeviceNotThere, $"{device.Name} was asked for and does not work: {DeviceFaults.Explain(e)} ({Needs}). Choose --device cpu or auto, or install what is missing.", e);
        }
    }

    private static bool IsDeviceFault(Exception e) => e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException;
}
