/**
 * A frozen network on TensorFlow.js' WebGPU backend, by static plans. It computes what frozen-network.ts computes and
 * takes its place wherever every layer has an answer (plannable.ts).
 */
import { compilePlan, type CompiledPlan } from '../../plan/compiled-plan';
import type { Operand } from '../../plan/pass';
import { bufferOf, type PlanBackend } from '../../plan/plan-backend';
import { Workspace } from '../../plan/workspace';
import { integers } from '../../kernels/integers';
import { backend, dispose, engine, type Scalar, type Tensor, type Tensor2D, type Tensor4D } from '../../tf';
import type { NamedTensors, NetworkDescription } from '../description/layers';
import type { FrozenNetwork } from '../frozen-network';
import { networkConstants } from './layer-constants';
import { explainingPlan, learningPlan, lookingPlan, type NetworkPlan, type Pictures } from './network-plan';

/**
 * Plans that are ready at a time; the one asked for least recently goes. A run needs few: batches of training and the
 * last one of a pass, to look and to learn. Their work buffers are shared, so a plan holds little but bind groups.
 */
const MOST_PLANS = 12;

type Ends = Readonly<Record<string, Operand>>;

/** @param tensors of the shapes that the description asks for */
export function plannedNetwork(description: NetworkDescription, tensors: NamedTensors): FrozenNetwork {
  const here = backend() as unknown as PlanBackend;
  const workspace = new Workspace(here);
  const constants = networkConstants(description, (name) => tensors[name]!.values);
  const network = { description, constants };
  const ready = new Map<string, NetworkPlan<Ends> & { readonly compiled: CompiledPlan }>();

  function planned<E extends Ends>(key: readonly (string | number)[], make: () => NetworkPlan<E>) {
    const name = key.join();
    const known = ready.get(name);
    ready.delete(name);
    const plan = known ?? makeReady(make());
    ready.set(name, plan);
    if (ready.size > MOST_PLANS) {
      const [oldest, { compiled }] = ready.entries().next().value!;
      ready.delete(oldest);
      compiled.dispose();
    }
    return plan as NetworkPlan<E> & { readonly compiled: CompiledPlan };
  }

  function makeReady<E extends Ends>(plan: NetworkPlan<E>) {
    return { ...plan, compiled: compilePlan(plan.passes, workspace) };
  }

  /** Runs a plan. @returns a tensor for each of its ends that is not given */
  function run<E extends Ends, Given extends keyof E>(
    { ends, compiled }: NetworkPlan<E> & { readonly compiled: CompiledPlan },
    given: Readonly<Record<Given, Tensor>>,
  ): Record<Exclude<keyof E, Given>, Tensor> {
    const made: Record<string, Tensor> = {};
    const buffers = new Map<Operand, GPUBuffer>();
    for (const [name, operand] of Object.entries(ends)) {
      const tensor = (given as Readonly<Record<string, Tensor>>)[name] ?? (made[name] = empty(operand));
      buffers.set(operand, bufferOf(here, tensor));
    }
    compiled.run(buffers);
    return made as Record<Exclude<keyof E, Given>, Tensor>;
  }

  const empty = ({ shape }: Operand): Tensor =>
    engine().makeTensorFromTensorInfo(here.makeTensorInfo([...shape], 'float32'));

  const look = (prompted: Tensor4D) => {
    const pictures = picturesOf(prompted);
    const plan = planned(['look', ...sizes(pictures)], () => lookingPlan(network, pictures));
    const { logits, features } = run(plan, { prompted });
    return { logits: logits as Tensor2D, features: features as Tensor2D };
  };

  return {
    description,
    logits(prompted) {
      const { logits, features } = look(prompted);
      features.dispose();
      return logits;
    },
    readout: look,
    inputGradient({ prompted, labels, mapping, batch }) {
      const pictures = picturesOf(prompted);
      const loss = { targets: mapping.length, batch };
      const plan = planned(['learn', ...sizes(pictures), loss.targets, batch], () =>
        learningPlan(network, pictures, loss),
      );
      const targets = { labels: integers(labels), mapping: integers(mapping) };
      const answer = run(plan, { prompted, ...targets });
      dispose(Object.values(targets));
      return {
        loss: answer.loss as Scalar,
        logits: answer.logits as Tensor2D,
        gradient: answer.gradient as Tensor4D,
      };
    },
    logitGradient(prompted, classes) {
      const pictures = picturesOf(prompted);
      const plan = planned(['explain', ...sizes(pictures)], () => explainingPlan(network, pictures));
      const sources = integers(classes);
      const answer = run(plan, { prompted, sources });
      sources.dispose();
      return { logits: answer.logits as Tensor2D, gradient: answer.gradient as Tensor4D };
    },
    dispose() {
      for (const { compiled } of ready.values()) compiled.dispose();
      ready.clear();
      workspace.dispose();
    },
  };
}

function picturesOf({ shape: [count, side] }: Tensor4D): Pictures {
  return { count, side };
}

function sizes({ count, side }: Pictures): readonly number[] {
  return [count, side];
}
