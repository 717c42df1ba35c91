/** Numbers of the system calls that the sandbox refuses, and of those it looks at; Linux on x64 and arm64. */

export type Architecture = "x64" | "arm64";

type Numbers = readonly [x64: number | undefined, arm64: number | undefined];

/** Refused with "operation not permitted". They reach into other processes, the kernel, mounts, clocks, keys or memory policy; no config test needs them. */
const refused: Readonly<Record<string, Numbers>> = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  kcmp: [312, 272],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  chroot: [161, 51],
  unshare: [272, 97],
  setns: [308, 268],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  acct: [163, 89],
  syslog: [103, 116],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  clock_settime: [227, 112],
  clock_adjtime: [305, 266],
  settimeofday: [164, 170],
  adjtimex: [159, 171],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  mbind: [237, 235],
  set_mempolicy: [238, 237],
  get_mempolicy: [239, 236],
  set_mempolicy_home_node: [450, 450],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
  fanotify_init: [300, 262],
  fanotify_mark: [301, 263],
  pidfd_getfd: [438, 438],
  memfd_secret: [447, 447],
  vmsplice: [278, 75],
  // Memory that outlives its mapping is on no process's account.
  memfd_create: [319, 279],
  shmget: [29, 194],
  msgget: [68, 186],
  vhangup: [153, 58],
  iopl: [172, undefined],
  ioperm: [173, undefined],
};

export interface SystemCalls {
  /** `AUDIT_ARCH_…` of <linux/audit.h>. */
  readonly audit: number;
  readonly refused: readonly number[];
  readonly clone: number;
  readonly clone3: number;
  readonly socket: number;
  /** Numbers from here on are another table's (x32). */
  readonly foreignFrom?: number;
}

export function systemCalls(architecture: Architecture): SystemCalls {
  const index = architecture === "x64" ? 0 : 1;
  const numbers = Object.values(refused).flatMap((each) => each[index] ?? []);
  return architecture === "x64"
    ? { audit: 0xc000003e, refused: numbers, clone: 56, clone3: 435, socket: 41, foreignFrom: 0x40000000 }
    : { audit: 0xc00000b7, refused: numbers, clone: 220, clone3: 435, socket: 198 };
}
